package daftar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures Daftar beside the raw limits.")
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private Server server;

    @Override
    public Integer call() {
        return 0;
    }
}
