package daftar.app.store;

import daftar.json.EventNames;
import daftar.json.Upcasters;
import java.util.Objects;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;

/** The upcasters of events' JSON as Axon's chain wants them, so that tickets, projectors and all who read raw events see the same. */
final class OldRevisions extends SingleEventUpcaster {

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return Upcasters.isOld(event.getType().getName(), event.getType().getRevision());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        String name = event.getType().getName();
        String revision = event.getType().getRevision();
        String present = EventNames.revisionOf(Objects.requireNonNull(EventNames.classOf(name)));
        return event.upcastPayload(
                new SimpleSerializedType(name, present),
                JsonNode.class,
                json -> Upcasters.upcast(name, revision, json));
    }
}
