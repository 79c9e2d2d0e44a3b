package daftar.app.process;

import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.embedded.eventstore.EmbeddedEventStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A folder in which one process runs the two servers and others the desk, as in production: none of the demo people. */
final class Installation {

    private final Path folder;
    private final int storePort = Ports.free();
    private final int elasticsearchPort = Ports.free();

    private final @Nullable String sharedPrefix;

    Installation(Path folder) {
        this(folder, null);
    }

    private Installation(Path folder, @Nullable String sharedPrefix) {
        this.folder = folder;
        this.sharedPrefix = sharedPrefix;
    }

    /** One whose Elasticsearch is that of the other tests, and whose event store runs in here: neither is ever killed. */
    static Installation onSharedElasticsearch(Path folder) {
        return new Installation(folder, ElasticsearchForTests.shared().newPrefix());
    }

    /** The event store and Elasticsearch. */
    Node servers() {
        return new Node("embedded", folder, Ports.free())
                .with("daftar.roles", "embedded")
                .with("daftar.data", folder.resolve("servers"))
                .with("daftar.embedded.event-store-port", storePort)
                .with("daftar.embedded.elasticsearch-port", elasticsearchPort);
    }

    /** The event store alone, in this process: a node would take ten times the CPU of a start. */
    EmbeddedEventStore store() {
        return EmbeddedEventStore.start(folder.resolve("store"), storePort);
    }

    /** The log as the client of the event store sees it. */
    Register register() {
        return new Register(storePort);
    }

    /** @param name its folder's, too */
    Node desk(String name, String roles) {
        Node desk = new Node(name, folder, Ports.free())
                .with("daftar.roles", roles)
                .with("daftar.data", folder.resolve(name))
                .with("daftar.event-store", "esdb://127.0.0.1:" + storePort + "?tls=false");
        return sharedPrefix != null
                ? desk.onSharedElasticsearch(sharedPrefix)
                : desk.with("daftar.elasticsearch", "http://127.0.0.1:" + elasticsearchPort)
                        .with(
                                "daftar.elasticsearch-credentials",
                                folder.resolve("servers/elasticsearch/credentials.properties"));
    }

    /** A key that its nodes share, as they have folders of their own. */
    static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
