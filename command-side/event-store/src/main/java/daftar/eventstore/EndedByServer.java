package daftar.eventstore;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import org.jspecify.annotations.Nullable;

/**
 * Makes the client notice that a server has ended a call. The client takes every cancellation for its own, and a
 * subscription that completes for nothing at all; in both cases its caller would wait for ever. Here they become
 * UNAVAILABLE, which the client reports.
 */
final class EndedByServer implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new Watched<>(next.newCall(method, options));
    }

    private static final class Watched<Q, A> extends SimpleForwardingClientCall<Q, A> {

        private volatile boolean cancelledHere;
        private volatile boolean subscription;

        Watched(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            super.onClose(seen(status), trailers);
                        }
                    },
                    headers);
        }

        @Override
        public void sendMessage(Q message) {
            subscription = message instanceof ReadReq read && read.getOptions().hasSubscription();
            super.sendMessage(message);
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            cancelledHere = true;
            super.cancel(message, cause);
        }

        private Status seen(Status status) {
            if (cancelledHere) {
                return status;
            }
            boolean unnoticed = status.getCode() == Status.Code.CANCELLED || (subscription && status.isOk());
            return unnoticed ? Status.UNAVAILABLE.withDescription("ended by the server") : status;
        }
    }
}
