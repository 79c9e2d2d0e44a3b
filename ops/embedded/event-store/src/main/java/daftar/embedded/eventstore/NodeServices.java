package daftar.embedded.eventstore;

import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.gossip.GossipGrpc;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.ClusterInfo;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.EndPoint;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.MemberInfo;
import io.kurrent.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethod;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import io.kurrent.dbclient.proto.shared.Shared;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;

/** What a client asks before anything else: what this server can do, and who is in its cluster. */
final class NodeServices {
    private static final String VERSION = "25.1.0";
    private static final String STREAMS = "event_store.client.streams.streams";

    private NodeServices() {}

    static final class Features extends ServerFeaturesGrpc.ServerFeaturesImplBase {
        private static final SupportedMethods METHODS = SupportedMethods.newBuilder()
                .setEventStoreServerVersion(VERSION)
                .addAllMethods(List.of(
                        method(STREAMS, "append"),
                        method(STREAMS, "read"),
                        method(STREAMS, "delete"),
                        method(STREAMS, "tombstone"),
                        method("kurrentdb.protocol.v2.streams.streamsservice", "appendsession"),
                        method("event_store.client.gossip.gossip", "read"),
                        method("event_store.client.server_features.serverfeatures", "getsupportedmethods")))
                .build();

        private static SupportedMethod method(String service, String name) {
            return SupportedMethod.newBuilder()
                    .setServiceName(service)
                    .setMethodName(name)
                    .build();
        }

        @Override
        public void getSupportedMethods(Shared.Empty request, StreamObserver<SupportedMethods> client) {
            StreamsService.answer(client, METHODS);
        }
    }

    /** A cluster of one, which leads. */
    static final class Gossip extends GossipGrpc.GossipImplBase {
        private final UUID instance = UUID.randomUUID();
        private final String host;
        private final IntSupplier port;
        private final InstantSource clock;

        Gossip(String host, IntSupplier port, InstantSource clock) {
            this.host = host;
            this.port = port;
            this.clock = clock;
        }

        @Override
        public void read(Shared.Empty request, StreamObserver<ClusterInfo> client) {
            StreamsService.answer(
                    client,
                    ClusterInfo.newBuilder()
                            .addMembers(MemberInfo.newBuilder()
                                    .setInstanceId(Wire.uuid(instance))
                                    .setTimeStamp(LogWriter.ticks(clock.instant()))
                                    .setState(MemberInfo.VNodeState.Leader)
                                    .setIsAlive(true)
                                    .setHttpEndPoint(EndPoint.newBuilder()
                                            .setAddress(host)
                                            .setPort(port.getAsInt())))
                            .build());
        }
    }
}
