package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What is done with people, departments and teams. */
@Command(
        name = "directory",
        mixinStandardHelpOptions = true,
        description = "Works on people, departments and teams.",
        subcommands = DirectoryCommand.Import.class)
final class DirectoryCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** Brings a file in; the last line is the report as JSON. Exit code 1 where a row was refused. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Brings in or updates people, departments or teams from a CSV file in UTF-8.",
                "The header's first column says what the rows are:",
                "person,name,mail,telephone,department,post,supervisor,roles,language,zone,userName,externalId,active",
                "department,name.<language>,parent,manager",
                "team,name.<language>,members,leads,line",
                "Several values in a cell are separated by ';'. A column that is not there is left as it is."
            })
    static final class Import implements Callable<Integer> {

        @Mixin
        private Server server;

        @Parameters(paramLabel = "FILE.csv", description = "The file.")
        private Path file;

        @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
        private boolean dryRun;

        @Override
        public Integer call() throws IOException, InterruptedException {
            byte[] csv = Files.readAllBytes(file);
            try (ApiClient client = server.client()) {
                Answer answer = client.postCsv("/api/directory/import?dryRun=" + dryRun, csv);
                if (!answer.isSuccess()) {
                    System.err.println(answer.problem());
                    return 1;
                }
                JsonNode report = answer.body();
                for (JsonNode row : report.path("refused")) {
                    System.err.println(file + ":" + row.path("line").asLong() + ": "
                            + row.path("column").asString("") + ": "
                            + row.path("reason").asString(""));
                }
                System.out.println(report);
                return report.path("refused").isEmpty() ? 0 : 1;
            }
        }
    }
}
