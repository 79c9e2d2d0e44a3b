package daftar.app.access;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.messages.IsoInstant;
import daftar.messages.Meta;
import daftar.messages.access.AccessEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Appends what every node may have to record, whatever its role: events that no command asks for. They hold no texts. */
final class AccessEvents {

    private AccessEvents() {}

    /** @param role by which the actor was there */
    static void append(
            EventLog log,
            String stream,
            ExpectedRevision expected,
            AccessEvent event,
            String actor,
            String role,
            Instant now) {
        UUID id = UUID.randomUUID();
        log.append(
                stream,
                expected,
                List.of(new NewEvent(
                        id,
                        EventNames.nameOf(event.getClass()),
                        Map.of(
                                Meta.ACTOR,
                                actor,
                                Meta.ACTOR_ROLE,
                                role,
                                Meta.CLIENT,
                                "api",
                                Meta.CAUSE,
                                "request",
                                Meta.OCCURRED_AT,
                                IsoInstant.format(now),
                                Meta.CORRELATION_ID,
                                id.toString(),
                                Meta.REVISION,
                                EventNames.revisionOf(event.getClass()),
                                "aggregateType",
                                "Access"),
                        EventJson.write(event))));
    }
}
