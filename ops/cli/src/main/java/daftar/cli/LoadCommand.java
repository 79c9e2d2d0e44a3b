package daftar.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a generated load on a Daftar and tells how it bore it. */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Puts a generated load on a Daftar.")
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private Server server;

    @Option(names = "--people", defaultValue = "200", description = "People (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "Commands per second; 0 for as many as go (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--connections", defaultValue = "64", description = "At the same time (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--seconds", defaultValue = "30", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--updates",
            defaultValue = "5",
            description = "Updates of a ticket between start and solution (default: ${DEFAULT-VALUE}).")
    private int updates;

    @Option(
            names = "--mix",
            defaultValue = "note=4,comment=2,log-work=3,contact=1",
            description = "Weights of the updates (default: ${DEFAULT-VALUE}).")
    private String mix;

    @Override
    public Integer call() throws Exception {
        try (ApiClient client = server.client()) {
            Load load = Load.prepare(client, people, mix, updates);
            long start = System.nanoTime();
            load.run(connections, Duration.ofSeconds(seconds), rate, null);
            System.out.println(ApiClient.JSON.writeValueAsString(load.summary((System.nanoTime() - start) / 1e9)));
        }
        return 0;
    }
}
