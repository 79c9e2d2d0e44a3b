package daftar.query;

import daftar.messages.query.Facet;
import daftar.messages.query.Named;
import daftar.messages.query.TicketView.Held;
import daftar.messages.ticket.Holder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names in one language. */
record Naming(Names names, String language) {

    Named person(String id) {
        return of(Names.Kind.PERSON, id);
    }

    @Nullable Named personOrNull(@Nullable String id) {
        return id == null ? null : person(id);
    }

    List<Named> people(List<String> ids) {
        return ids.stream().map(this::person).toList();
    }

    @Nullable Named team(@Nullable String id) {
        return id == null ? null : of(Names.Kind.TEAM, id);
    }

    @Nullable Named department(@Nullable String id) {
        return id == null ? null : of(Names.Kind.DEPARTMENT, id);
    }

    @Nullable Named category(@Nullable String code) {
        return code == null ? null : of(Names.Kind.CATEGORY, code);
    }

    @Nullable Named requestType(@Nullable String code) {
        return code == null ? null : of(Names.Kind.REQUEST_TYPE, code);
    }

    @Nullable String label(String requestType, int version, String field, @Nullable String choice) {
        return names.label(requestType, version, field, choice, language);
    }

    Named type(String code) {
        return of(Names.Kind.TYPE, code);
    }

    Held held(Holder holder) {
        return held(holder.people(), holder.team(), holder.vendor());
    }

    Held held(List<String> people, @Nullable String team, @Nullable String vendor) {
        return new Held(people(people), team(team), vendor == null ? null : person(vendor));
    }

    /** The name of a facet's value; null where such values have none. */
    @Nullable String of(Facet facet, String value) {
        if (value.equals(Facet.NONE)) {
            return null;
        }
        return switch (facet) {
            case REQUESTER, ASSIGNEE -> person(value).name();
            case TEAM -> of(Names.Kind.TEAM, value).name();
            case DEPARTMENT -> of(Names.Kind.DEPARTMENT, value).name();
            case CATEGORY -> of(Names.Kind.CATEGORY, value).name();
            case TYPE -> of(Names.Kind.TYPE, value).name();
            case SERVICE -> of(Names.Kind.SERVICE, value).name();
            case REQUEST_TYPE -> of(Names.Kind.REQUEST_TYPE, value).name();
            case STATUS, PRIORITY, CHANNEL, HOLD_REASON, BREACH -> null;
        };
    }

    /** The name alone; null where it is unknown. */
    @Nullable String name(Names.Kind kind, String id) {
        return names.name(kind, id, language);
    }

    private Named of(Names.Kind kind, String id) {
        return new Named(id, names.name(kind, id, language));
    }
}
