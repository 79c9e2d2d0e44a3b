package daftar.domain;

import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The metadata that a command comes with, for fixtures. */
public final class Caller {

    private Caller() {}

    public static Actor actor(Role... roles) {
        return new Actor("person-actor", Set.of(roles), "api", null);
    }

    /** A fresh command by somebody with these roles. */
    public static Map<String, Object> with(Role... roles) {
        return of(actor(roles), UUID.randomUUID(), "hash");
    }

    public static Map<String, Object> of(Actor actor, UUID commandId, String requestHash) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(Meta.CALLER, actor);
        metadata.put(Meta.COMMAND_ID, commandId.toString());
        metadata.put(Meta.REQUEST_HASH, requestHash);
        metadata.put(Meta.CORRELATION_ID, "correlation");
        return metadata;
    }

    /** The same with one entry more. */
    public static Map<String, Object> and(Map<String, Object> metadata, String name, Object value) {
        Map<String, Object> more = new HashMap<>(metadata);
        more.put(name, value);
        return more;
    }
}
