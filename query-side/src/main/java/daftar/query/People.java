package daftar.query;

import daftar.messages.rights.Rights;
import daftar.messages.words.SearchWords;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What queries need to know of the organisation; given by the application from the reference view. */
public interface People {

    /** The people whose supervisor this person is. */
    Set<String> supervisedBy(String person);

    /** The departments that this person manages, without those below them. */
    Set<String> departmentsManagedBy(String person);

    /** The person's department and those above it; empty where there is none. */
    List<String> departmentPathOf(String person);

    /** What the organisation has decided about who sees what. */
    Rights rights();

    /** What the organisation has decided about the words of searches. */
    default SearchWords searchWords() {
        return SearchWords.NONE;
    }

    /** The teams that this person is a member of. */
    List<String> teamsOf(String person);

    /** The teams that this person leads. */
    Set<String> teamsLedBy(String person);

    /** The people of a team; empty for an unknown one. */
    List<String> membersOf(String team);

    /** The person's language, BCP 47; null where the person is unknown. */
    @Nullable String languageOf(String person);

    /** The person's time zone; null where it is unknown. */
    @Nullable ZoneId zoneOf(String person);
}
