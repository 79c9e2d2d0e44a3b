package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the read models rebuilt beside the running ones and shows how far it is. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = "Rebuilds the read models from the log, beside the running ones.")
final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private Server server;

    @Override
    public Integer call() throws Exception {
        try (ApiClient client = server.client()) {
            Answer started = client.post("/api/operations/rebuilds", Map.of(), null, null);
            if (!started.isSuccess()) {
                System.err.println("The rebuild was refused: " + started.problem());
                return 1;
            }
            return 0;
        }
    }
}
