package daftar.ledgertree;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbLog;
import daftar.projectors.Elasticsearch;
import java.net.URI;

/** A process of its own that keeps the tree, in small pieces; made to be killed. */
final class KeeperProcess {

    static final int PAGE = 100;

    private KeeperProcess() {}

    /** @param arguments the event store's address, Elasticsearch's, its Authorization header, the prefix of indexes */
    public static void main(String[] arguments) throws Exception {
        try (EventStoreConnection connection = EventStoreConnection.to(arguments[0]);
                Rest5Client client = Desk.client(URI.create(arguments[1]), arguments[2])) {
            new LogTree(
                            new EventStoreDbLog(connection),
                            new Tiles(new Elasticsearch(client), arguments[3], 0),
                            null,
                            PAGE)
                    .catchUp();
        }
    }
}
