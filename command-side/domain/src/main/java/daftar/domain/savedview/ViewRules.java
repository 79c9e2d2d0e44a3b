package daftar.domain.savedview;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.query.Selection;
import daftar.messages.savedview.SavedViews;
import daftar.messages.savedview.ViewCommand;
import daftar.messages.savedview.ViewCommand.ChangeView;
import daftar.messages.savedview.ViewCommand.DefineView;
import daftar.messages.savedview.ViewCommand.RetireView;
import daftar.messages.savedview.ViewEvent.ViewChanged;
import daftar.messages.savedview.ViewEvent.ViewDefined;
import daftar.messages.savedview.ViewEvent.ViewRetired;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of a saved view: pure. A private view is its owner's alone, and nobody else's to know of. A team's
 * is made by who belongs to the team, and changed by its owner and the team's leads.
 */
public final class ViewRules {

    /** Views of one person, or of one team. */
    public static final int MOST = 100;

    private static final String OWNER = "OWNER";
    private static final String LEAD = "LEAD";
    private static final String MEMBER = "MEMBER";

    private ViewRules() {}

    /** What of a view decides who may change it. */
    public record Kept(String owner, @Nullable String team, boolean retired) {}

    static @Nullable Kept evolve(@Nullable Kept before, Recorded recorded) {
        return switch (recorded.event()) {
            case ViewDefined e -> new Kept(e.owner(), e.team(), false);
            case ViewRetired e -> before == null ? null : new Kept(before.owner(), before.team(), true);
            default -> before;
        };
    }

    /** @throws Refused with the field that is wrong */
    public static Decision decide(
            @Nullable Kept kept, ViewCommand command, Actor actor, Reference reference, SavedViews views) {
        return switch (command) {
            case DefineView define -> define(kept, define, actor, reference, views);
            case ChangeView change -> {
                String by = changer(kept, actor, reference);
                check(change.name(), change.language(), change.q(), change.filters(), change.sort());
                yield Decision.of(
                        by,
                        new ViewChanged(
                                change.name(),
                                language(change.language(), actor, reference),
                                words(change.q()),
                                change.filters(),
                                change.sort(),
                                orFirst(change.place())));
            }
            case RetireView retire -> Decision.of(changer(kept, actor, reference), new ViewRetired());
        };
    }

    private static Decision define(
            @Nullable Kept kept, DefineView define, Actor actor, Reference reference, SavedViews views) {
        if (reference.person(actor.person()) == null) {
            throw Refused.forbidden("unknown-person", "Views are kept by people of the directory.");
        }
        if (kept != null) {
            throw Refused.conflict("view-exists", "There is a view of this id already.");
        }
        String team = define.team();
        String by = OWNER;
        if (team != null) {
            Reference.Team known = reference.team(team);
            if (known == null) {
                throw Refused.invalid("unknown-team", "team", "There is no team " + team + ".");
            }
            if (!belongs(actor.person(), known)) {
                throw Refused.forbidden("not-your-team", "A team's views are made by its members and leads.");
            }
            by = known.leads().contains(actor.person()) ? LEAD : MEMBER;
        }
        check(define.name(), define.language(), define.q(), define.filters(), define.sort());
        int present = team == null
                ? views.privateOf(actor.person()).size()
                : views.ofTeam(team).size();
        if (present >= MOST) {
            throw Refused.conflict(
                    "too-many-views", "There are " + MOST + " views already, which is the most; retire one first.");
        }
        return Decision.of(
                by,
                new ViewDefined(
                        actor.person(),
                        team,
                        define.name(),
                        language(define.language(), actor, reference),
                        words(define.q()),
                        define.filters(),
                        define.sort(),
                        orFirst(define.place())));
    }

    /** By which right the actor changes the view. */
    private static String changer(@Nullable Kept kept, Actor actor, Reference reference) {
        if (kept == null || kept.retired()) {
            throw unknown();
        }
        boolean owns = kept.owner().equals(actor.person());
        String team = kept.team();
        if (team == null) {
            if (!owns) {
                throw unknown();
            }
            return OWNER;
        }
        Reference.Team known = reference.team(team);
        if (known == null || !belongs(actor.person(), known)) {
            throw unknown();
        }
        if (known.leads().contains(actor.person())) {
            return LEAD;
        }
        if (!owns) {
            throw Refused.forbidden("not-yours", "A team's view is changed by who made it and by the team's leads.");
        }
        return OWNER;
    }

    /** Whether somebody is of a team: whoever sees its views. */
    public static boolean belongs(String person, Reference.Team team) {
        return team.members().contains(person) || team.leads().contains(person);
    }

    private static void check(
            Text name,
            @Nullable String language,
            @Nullable Text q,
            Map<String, List<String>> filters,
            @Nullable String sort) {
        String words = name.readable();
        if (words == null || words.isBlank() || words.length() > Limits.WORD) {
            throw Refused.invalid("malformed-name", "name", "name must have 1 to " + Limits.WORD + " characters.");
        }
        if (language != null) {
            Words.language(language, "language");
        }
        var unused = Selection.of(Text.read(q), filters, sort, "filters.");
    }

    private static String language(@Nullable String given, Actor actor, Reference reference) {
        if (given != null) {
            return given;
        }
        Reference.Person person = reference.person(actor.person());
        return person == null ? "en" : person.language();
    }

    /** Blanks are no words. */
    private static @Nullable Text words(@Nullable Text q) {
        String words = Selection.text(Text.read(q));
        return words == null ? null : Text.of(words);
    }

    private static int orFirst(@Nullable Integer place) {
        return place == null ? 0 : place;
    }

    private static Refused unknown() {
        return Refused.notFound("unknown-view", "There is no such view, or it is not yours to know of.");
    }
}
