package daftar.domain.catalogue;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.Catalogue;
import daftar.messages.catalogue.Catalogue.Kept;
import daftar.messages.catalogue.CatalogueCommand;
import daftar.messages.catalogue.CatalogueCommand.ChangeEntry;
import daftar.messages.catalogue.CatalogueCommand.DefineEntry;
import daftar.messages.catalogue.CatalogueCommand.RestoreEntry;
import daftar.messages.catalogue.CatalogueCommand.RetireEntry;
import daftar.messages.catalogue.CatalogueCommand.SetPriorityRules;
import daftar.messages.catalogue.CatalogueEntry;
import daftar.messages.catalogue.CatalogueEntry.Activity;
import daftar.messages.catalogue.CatalogueEntry.ReplyText;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.CatalogueEntry.TicketType;
import daftar.messages.catalogue.CatalogueEvent;
import daftar.messages.catalogue.CatalogueEvent.ActivityDefined;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRestored;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.PriorityRulesSet;
import daftar.messages.catalogue.CatalogueEvent.ReplyTextDefined;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.CatalogueEvent.ServiceDefined;
import daftar.messages.catalogue.CatalogueEvent.TicketTypeDefined;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.catalogue.PriorityRules;
import daftar.messages.catalogue.ServiceHours;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Urgency;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of the catalogue: pure. What holds already is harmless and nothing happens. */
public final class CatalogueRules {

    private CatalogueRules() {}

    /**
     * @param own what the command's stream says so far
     * @throws Refused with the field that is wrong
     */
    public static Decision decide(Catalogue own, CatalogueCommand command, Actor actor, Reference reference) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER)) {
            throw Refused.forbidden("not-yours", "The catalogue is changed by an ADMINISTRATOR or a MANAGER only.");
        }
        String role = (actor.is(Role.ADMINISTRATOR) ? Role.ADMINISTRATOR : Role.MANAGER).name();
        return switch (command) {
            case DefineEntry(CatalogueEntry entry) -> {
                Kept before = own.find(entry.kind(), entry.code());
                check(entry, reference);
                if (before == null || before.version() == 0) {
                    yield Decision.of(role, defined(entry));
                }
                if (before.entry().equals(entry)) {
                    yield Decision.of(role);
                }
                throw new Refused(
                        Refused.Kind.CONFLICT,
                        "already-defined",
                        "code",
                        "There is a " + entry.kind().title() + " " + entry.code() + " already; change it instead.");
            }
            case ChangeEntry(CatalogueEntry entry) -> {
                Kept before = known(own, entry.kind(), entry.code());
                check(entry, reference);
                yield before.entry().equals(entry) ? Decision.of(role) : Decision.of(role, defined(entry));
            }
            case SetPriorityRules(PriorityRules rules) -> {
                check(rules, reference);
                yield own.prioritiesVersion() > 0 && own.priorities().equals(rules)
                        ? Decision.of(role)
                        : Decision.of(role, new PriorityRulesSet(rules));
            }
            case RetireEntry(EntryKind kind, String code) -> {
                if (known(own, kind, code).retired()) {
                    yield Decision.of(role);
                }
                refuseWhereUsed(kind, code, reference.catalogue());
                yield Decision.of(role, new CatalogueEntryRetired(kind, code));
            }
            case RestoreEntry(EntryKind kind, String code) -> {
                Kept before = known(own, kind, code);
                if (!before.retired()) {
                    yield Decision.of(role);
                }
                // what it uses may have been retired since
                check(before.entry(), reference);
                yield Decision.of(role, new CatalogueEntryRestored(kind, code));
            }
        };
    }

    private static Kept known(Catalogue own, EntryKind kind, String code) {
        Kept kept = own.find(kind, code);
        if (kept == null) {
            throw Refused.notFound("unknown-" + dashed(kind), "There is no " + kind.title() + " " + code + ".");
        }
        return kept;
    }

    private static void refuseWhereUsed(EntryKind kind, String code, Catalogue catalogue) {
        List<String> users =
                switch (kind) {
                    case TICKET_TYPE ->
                        catalogue.requestTypesThat(one -> one.type().equals(code));
                    case SERVICE -> catalogue.requestTypesThat(one -> code.equals(one.service()));
                    case REQUEST_TYPE, ACTIVITY, REPLY_TEXT -> List.of();
                };
        if (!users.isEmpty()) {
            throw Refused.conflict(
                    dashed(kind) + "-used",
                    "The " + kind.title() + " " + code + " is used by the request types " + String.join(", ", users)
                            + "; retire or change these first.");
        }
    }

    private static CatalogueEvent defined(CatalogueEntry entry) {
        return switch (entry) {
            case TicketType type -> new TicketTypeDefined(type);
            case Service service -> new ServiceDefined(service);
            case RequestType requestType -> new RequestTypeDefined(requestType);
            case Activity activity -> new ActivityDefined(activity);
            case ReplyText replyText -> new ReplyTextDefined(replyText);
        };
    }

    private static void check(CatalogueEntry entry, Reference reference) {
        Words.code(entry.code(), "code");
        Words.name(entry.name(), "name");
        switch (entry) {
            case Service service -> {
                text(service.description(), "description");
                if (service.team() != null && reference.team(service.team()) == null) {
                    throw Refused.invalid("unknown-team", "team", "There is no team " + service.team() + ".");
                }
                if (service.hours() != null) {
                    hours(service.hours());
                }
            }
            case RequestType requestType -> {
                text(requestType.description(), "description");
                RequestTypeRules.check(requestType, reference);
            }
            case ReplyText replyText -> text(replyText.text(), "text");
            case TicketType type -> {}
            case Activity activity -> {}
        }
    }

    private static void check(PriorityRules rules, Reference reference) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rules.matrix().size(); i++) {
            PriorityRules.Cell cell = rules.matrix().get(i);
            if (!seen.add(cell.impact() + " " + cell.urgency())) {
                throw Refused.invalid(
                        "named-twice",
                        "matrix[" + i + "]",
                        "Impact " + cell.impact() + " and urgency " + cell.urgency() + " are there twice.");
            }
        }
        for (Impact impact : Impact.values()) {
            for (Urgency urgency : Urgency.values()) {
                if (!seen.contains(impact + " " + urgency)) {
                    throw Refused.invalid(
                            "missing-cell",
                            "matrix",
                            "The cell of impact " + impact + " and urgency " + urgency + " is missing.");
                }
            }
        }
        for (int i = 0; i < rules.vipPeople().size(); i++) {
            if (reference.person(rules.vipPeople().get(i)) == null) {
                throw Refused.invalid(
                        "unknown-person",
                        "vipPeople[" + i + "]",
                        "There is no person " + rules.vipPeople().get(i) + ".");
            }
        }
        for (int i = 0; i < rules.vipPosts().size(); i++) {
            if (reference.post(rules.vipPosts().get(i)) == null) {
                throw Refused.invalid(
                        "unknown-post",
                        "vipPosts[" + i + "]",
                        "There is no post " + rules.vipPosts().get(i) + ".");
            }
        }
        steps(rules.vipRaises(), "vipRaises");
        steps(rules.outsideHoursLowers(), "outsideHoursLowers");
    }

    private static void steps(int steps, String field) {
        if (steps < 0 || steps >= Priority.values().length) {
            throw Refused.invalid("out-of-range", field, field + " must be from 0 to 3 steps.");
        }
    }

    private static void hours(ServiceHours hours) {
        Words.zone(hours.zone(), "hours.zone");
        if (hours.open().isEmpty()) {
            throw Refused.invalid(
                    "no-hours", "hours.open", "Name the hours of one day at least, or leave hours out for always.");
        }
        for (int i = 0; i < hours.open().size(); i++) {
            ServiceHours.Open open = hours.open().get(i);
            if (!open.until().equals(LocalTime.MIDNIGHT) && !open.from().isBefore(open.until())) {
                throw Refused.invalid(
                        "wrong-hours",
                        "hours.open[" + i + "].until",
                        "until must be later than from, or 00:00 for the end of the day.");
            }
        }
    }

    /** A text in known languages, nowhere blank; null is none. */
    static void text(@Nullable LocalizedText text, String field) {
        if (text == null) {
            return;
        }
        for (Map.Entry<String, String> one : text.texts().entrySet()) {
            String path = field + "." + one.getKey();
            Words.language(one.getKey(), path);
            if (one.getValue().isBlank() || one.getValue().length() > Limits.TEXT) {
                throw Refused.invalid("malformed-text", path, path + " must have 1 to " + Limits.TEXT + " characters.");
            }
        }
    }

    static String dashed(EntryKind kind) {
        return kind.title().replace(' ', '-');
    }
}
