package daftar.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit code 0: done; 1: something failed, said on standard error; 2: the call's words are off. */
@Command(
        name = "daftar-cli",
        mixinStandardHelpOptions = true,
        version = "daftar-cli 0.1",
        description = "Works on a Daftar over its HTTP API.",
        subcommands = {
            InitCommand.class,
            ImportCommand.class,
            DirectoryCommand.class,
            LoadCommand.class,
            BenchCommand.class,
            RebuildCommand.class,
            RelevanceCommand.class,
            DiffCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            LedgerKeyCommand.class
        })
public final class DaftarCli implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Entry point. */
    public static void main(String[] args) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        CommandLine line = new CommandLine(new DaftarCli());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
