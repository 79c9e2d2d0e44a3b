package daftar.embedded.elasticsearch;

import java.nio.file.Path;

/** Runs the server alone: {@code EmbeddedElasticsearchServer FOLDER [PORT]}, until it is told to end. For tests and by hand. */
public final class EmbeddedElasticsearchServer {

    private EmbeddedElasticsearchServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0) {
            System.err.println("usage: EmbeddedElasticsearchServer FOLDER [PORT]");
            System.exit(2);
        }
        var settings = EmbeddedElasticsearch.Settings.in(Path.of(arguments[0]))
                .withQuickStart()
                .withPort(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0)
                .withProgress(System.out::println);
        var elasticsearch = EmbeddedElasticsearch.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(elasticsearch::close));
        System.out.println("READY " + elasticsearch.uri() + " " + elasticsearch.pid());
        Thread.currentThread().join();
    }
}
