package daftar.ledgertree;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.eventstore.EventLog;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.ledger.SigningKey;
import daftar.projectors.Elasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** A real event store and a real Elasticsearch with a ledger over them. */
final class Desk implements AutoCloseable {

    static final SigningKey KEY = SigningKey.of(SigningKey.fresh());

    final Path folder;
    final Path published;
    final String prefix;
    final Tiles tiles;
    private final Rest5Client client;
    private EmbeddedEventStore store;
    EventStoreConnection connection;
    EventLog log;
    LogTree tree;
    HeadSigner signer;
    KeptLedger ledger;

    Desk(Path folder) {
        this.folder = folder;
        this.published = folder.resolve("heads.jsonl");
        ElasticsearchForTests server = ElasticsearchForTests.shared();
        this.client = client(server.uri(), server.authorization());
        this.prefix = server.newPrefix();
        this.tiles = new Tiles(new Elasticsearch(client), prefix, 0);
        open();
    }

    static Rest5Client client(java.net.URI uri, String authorization) {
        return Rest5Client.builder(uri)
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)})
                .build();
    }

    private void open() {
        store = EmbeddedEventStore.start(folder.resolve("store"), 0);
        connection = EventStoreConnection.to(store.connectionString());
        log = new EventStoreDbLog(connection);
        startNode();
    }

    /** Forgets what a node remembers, as a start does. */
    void startNode() {
        startNode(SigningKeys.of(KEY));
    }

    /** The same, with these keys. */
    void startNode(SigningKeys keys) {
        tree = new LogTree(log, tiles, keys);
        signer = new HeadSigner(
                tree, tiles, log, keys, List.of(new HeadsFile(published)), Duration.ZERO, InstantSource.system());
        ledger = new KeptLedger(tiles, log, () -> keys);
    }

    String address() {
        return store.connectionString();
    }

    /** Appends events to streams in turn, ten at once; a number of events that can be divided by that of the streams. */
    void happen(int events, int streams, String text) {
        int each = events / streams;
        for (int from = 0; from < each; from += 10) {
            for (int stream = 0; stream < streams; stream++) {
                List<NewEvent> batch = new ArrayList<>();
                for (int i = from; i < Math.min(from + 10, each); i++) {
                    batch.add(event(text + i));
                }
                log.append("ticket-" + stream, ExpectedRevision.any(), batch);
            }
        }
    }

    void append(String stream, String text) {
        log.append(stream, ExpectedRevision.any(), List.of(event(text)));
    }

    /** Many at once. */
    void append(String stream, int events) {
        List<NewEvent> batch = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            batch.add(event("bulk " + i));
        }
        log.append(stream, ExpectedRevision.any(), batch);
    }

    private static NewEvent event(String text) {
        return new NewEvent(
                UUID.randomUUID(),
                "Noted",
                Map.of("actor", "person-a", "$correlationId", UUID.randomUUID().toString()),
                ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the tree and signs. */
    SignedHeads.Kept sign() {
        return signer.sign(tree.catchUp());
    }

    /** Puts back what the store was before the first alteration. */
    void restore() throws IOException {
        connection.close();
        store.close();
        Path file = folder.resolve("store").resolve("event-store.db");
        Files.deleteIfExists(file.resolveSibling("event-store.db-wal"));
        Files.deleteIfExists(file.resolveSibling("event-store.db-shm"));
        Files.copy(folder.resolve("before.db"), file, StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    /** Stops the store and keeps a copy of its file. */
    void save() throws IOException {
        connection.close();
        store.close();
        Files.copy(
                folder.resolve("store").resolve("event-store.db"),
                folder.resolve("before.db"),
                StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    /** Stops the store, alters its file, and starts it and a node again. */
    void alter(String... statements) {
        connection.close();
        store.close();
        try (Connection file = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("store").resolve("event-store.db"));
                Statement statement = file.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        open();
    }

    @Override
    public void close() {
        connection.close();
        store.close();
        tiles.clear();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
