package daftar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.cost.CostEvent.CurrenciesSet;
import daftar.messages.directory.Reference;
import daftar.messages.survey.SurveyEvent.SurveyGranted;
import daftar.messages.survey.SurveyEvent.SurveyPolicySet;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountsInViewTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static ReferenceState after(ReferenceState state, String stream, Event event) {
        assertThat(ReferenceState.concerns(stream)).isTrue();
        return ReferenceState.evolve(
                state,
                new Recorded(stream, 0, 0, new UUID(0, 0), NOON, Map.of(Meta.OCCURRED_AT, NOON.toString()), event));
    }

    @Test
    void rules_about_money_and_who_was_chosen_for_a_survey_are_known() {
        ReferenceState state = after(ReferenceState.EMPTY, "costs-organisation", new CurrenciesSet(List.of("IRR")));
        assertThat(state.costs().allows("EUR")).isFalse();
        assertThat(state.costs().allows("IRR")).isTrue();
        state = after(state, "survey-person-ann", new SurveyGranted("person-ann", "ticket-1"));
        assertThat(state.surveys().of("person-ann")).isEqualTo(new SurveyGrant("ticket-1", NOON));
        assertThat(state.surveys().of("person-bob")).isNull();
        assertThat(state.surveys().policy()).isEqualTo(SurveyPolicy.USUAL);
        SurveyPolicy none = new SurveyPolicy(
                0, 14, List.of(), List.of(), SurveyPolicy.USUAL.waitAfterClosing(), SurveyPolicy.USUAL.validFor());
        state = after(state, "survey-policy", new SurveyPolicySet(none));
        assertThat(state.surveys().policy()).isEqualTo(none);
        assertThat(state.surveys().of("person-ann")).isNotNull();
        assertThat(state.costs().allows("EUR")).isFalse();
    }

    /** What is in the state but not passed on by the view is known in every test, and nowhere else. */
    @Test
    void the_view_passes_on_every_part() {
        Set<String> derived = Set.of("pathOf");
        List<String> missing = new ArrayList<>();
        for (Method part : Reference.class.getDeclaredMethods()) {
            if (!part.isDefault() || derived.contains(part.getName())) {
                continue;
            }
            try {
                Method known = ReferenceView.class.getMethod(part.getName(), part.getParameterTypes());
                if (known.getDeclaringClass() != ReferenceView.class) {
                    missing.add(part.getName());
                }
            } catch (NoSuchMethodException impossible) {
                missing.add(part.getName());
            }
        }
        assertThat(missing).isEmpty();
    }
}
