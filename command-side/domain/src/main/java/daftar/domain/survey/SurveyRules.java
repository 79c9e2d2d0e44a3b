package daftar.domain.survey;

import daftar.domain.Decision;
import daftar.domain.Words;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.survey.SurveyCommand;
import daftar.messages.survey.SurveyCommand.*;
import daftar.messages.survey.SurveyEvent;
import daftar.messages.survey.SurveyEvent.*;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of the surveys: pure. */
final class SurveyRules {

    private static final int LEAST_QUIET = 14;
    private static final int MOST_QUIET = 365;
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);
    private static final Duration LEAST_VALID = Duration.ofDays(1);
    private static final Duration MOST_VALID = Duration.ofDays(90);
    private static final List<Role> MAY = List.of(Role.MANAGER, Role.ADMINISTRATOR);

    private SurveyRules() {}

    /** Of the policy's stream the policy, of a person's stream when they were chosen last; the other is null. */
    record State(@Nullable SurveyPolicy policy, @Nullable SurveyGrant grant) {

        static State evolve(@Nullable State before, Recorded recorded) {
            State state = before == null ? new State(null, null) : before;
            Event event = recorded.event();
            return event instanceof SurveyEvent ofSurveys
                    ? switch (ofSurveys) {
                        case SurveyPolicySet e -> new State(e.policy(), null);
                        case SurveyGranted e -> new State(null, new SurveyGrant(e.ticket(), recorded.occurredAt()));
                    }
                    : state;
        }
    }

    /** @throws Refused with the field that is wrong */
    static Decision decide(
            @Nullable State state, SurveyCommand command, Actor actor, Instant now, Reference reference) {
        return switch (command) {
            case SetSurveyPolicy set -> set(state == null ? null : state.policy(), set, actor);
            case GrantSurvey grant -> grant(state == null ? null : state.grant(), grant, actor, now, reference);
        };
    }

    private static Decision set(@Nullable SurveyPolicy before, SetSurveyPolicy command, Actor actor) {
        Role role = MAY.stream()
                .filter(actor::is)
                .findFirst()
                .orElseThrow(
                        () -> Refused.forbidden("not-yours", "Who is asked is decided by MANAGER and ADMINISTRATOR."));
        SurveyPolicy usual = SurveyPolicy.USUAL;
        SurveyPolicy policy = new SurveyPolicy(
                command.percent(),
                Objects.requireNonNullElse(command.quietDays(), usual.quietDays()),
                command.types(),
                command.channels(),
                Objects.requireNonNullElse(command.waitAfterClosing(), usual.waitAfterClosing()),
                Objects.requireNonNullElse(command.validFor(), usual.validFor()));
        if (policy.percent() < 0 || policy.percent() > 100) {
            throw Refused.invalid("out-of-range", "percent", "Send a percentage from 0 to 100.");
        }
        if (policy.quietDays() < LEAST_QUIET || policy.quietDays() > MOST_QUIET) {
            throw Refused.invalid(
                    "out-of-range", "quietDays", "Send days from " + LEAST_QUIET + " to " + MOST_QUIET + ".");
        }
        for (int i = 0; i < policy.types().size(); i++) {
            Words.code(policy.types().get(i), "types[" + i + "]");
        }
        span("waitAfterClosing", policy.waitAfterClosing(), Duration.ZERO, LONGEST_WAIT);
        span("validFor", policy.validFor(), LEAST_VALID, MOST_VALID);
        return policy.equals(before) ? Decision.of(role.name()) : Decision.of(role.name(), new SurveyPolicySet(policy));
    }

    private static void span(String field, Duration span, Duration least, Duration most) {
        if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            throw Refused.invalid("out-of-range", field, "Send a duration from " + least + " to " + most + ".");
        }
    }

    /** Given again for the same ticket it changes nothing: whoever crashed between this and the asking goes on. */
    private static Decision grant(
            @Nullable SurveyGrant last, GrantSurvey command, Actor actor, Instant now, Reference reference) {
        if (!actor.is(Role.CLOCK)) {
            throw Refused.forbidden("not-yours", "Who is asked is chosen by the clock.");
        }
        if (last != null && last.ticket().equals(command.ticket())) {
            return Decision.of(Role.CLOCK.name());
        }
        SurveyPolicy policy = reference.surveys().policy();
        if (last != null && !policy.isQuietOver(last, now)) {
            throw Refused.conflict(
                    "asked-lately",
                    "They were asked at " + last.at() + ", and are not asked again for " + policy.quietDays()
                            + " days.");
        }
        Reference.Person person = reference.person(command.person());
        if (person == null || !person.active()) {
            throw Refused.conflict("nobody-to-ask", "There is nobody active as " + command.person() + ".");
        }
        if (!policy.samples(command.ticket())) {
            throw Refused.conflict("not-in-sample", "The policy does not ask about this ticket.");
        }
        return Decision.of(Role.CLOCK.name(), new SurveyGranted(command.person(), command.ticket()));
    }
}
