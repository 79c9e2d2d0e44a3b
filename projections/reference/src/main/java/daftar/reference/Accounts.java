package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.cost.CostEvent;
import daftar.messages.cost.CostPolicy;
import daftar.messages.survey.SurveyEvent;
import daftar.messages.survey.SurveyEvent.SurveyGranted;
import daftar.messages.survey.SurveyEvent.SurveyPolicySet;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.survey.Surveys;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** What the organisation says of money, and whom it asks how content they are: part of {@link ReferenceState}. */
record Accounts(CostPolicy costs, Surveys surveys) {

    static final Accounts EMPTY = new Accounts(CostPolicy.NONE, new Surveys(SurveyPolicy.USUAL, HashTreePMap.empty()));

    /** Whether the event belongs here. */
    static boolean concerns(Recorded recorded) {
        return recorded.event() instanceof CostEvent || recorded.event() instanceof SurveyEvent;
    }

    Accounts after(Recorded recorded) {
        return switch (recorded.event()) {
            case CostEvent ofCosts -> new Accounts(costs.after(ofCosts), surveys);
            case SurveyPolicySet set -> new Accounts(costs, new Surveys(set.policy(), surveys.grants()));
            case SurveyGranted granted -> {
                SurveyGrant grant = new SurveyGrant(granted.ticket(), recorded.occurredAt());
                yield new Accounts(
                        costs,
                        new Surveys(
                                surveys.policy(), persistent(surveys.grants()).plus(granted.person(), grant)));
            }
            default -> this;
        };
    }

    private static PMap<String, SurveyGrant> persistent(Map<String, SurveyGrant> grants) {
        return grants instanceof PMap<String, SurveyGrant> already ? already : HashTreePMap.from(grants);
    }
}
