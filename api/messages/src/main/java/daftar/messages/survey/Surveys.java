package daftar.messages.survey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is asked, and who was. @param grants the last of each person, by the person's id */
public record Surveys(SurveyPolicy policy, Map<String, SurveyGrant> grants) {

    /** Nobody was asked yet. */
    public static final Surveys NONE = new Surveys(SurveyPolicy.USUAL, Map.of());

    /** The last time that the person was chosen; null for never. */
    public @Nullable SurveyGrant of(String person) {
        return grants.get(person);
    }
}
