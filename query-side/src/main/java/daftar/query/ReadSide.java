package daftar.query;

import daftar.messages.Actor;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.readmodel.AskedText;
import daftar.readmodel.ReadModel;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What every query handler works with.
 *
 * @param prefix of the installation's indices, such as {@code daftar-}
 */
public record ReadSide(
        Elastic elastic,
        String prefix,
        Freshness freshness,
        People people,
        Names names,
        InstantSource clock,
        QueryMeters meters) {

    String alias(ReadModel model) {
        return model.alias(prefix);
    }

    Instant now() {
        return clock.instant();
    }

    /** A text that was typed, taken apart with what the organisation says of words. @return null for null */
    @Nullable AskedText asked(@Nullable String text) {
        return text == null ? null : AskedText.of(text, people().searchWords());
    }

    Visibility visibilityOf(Actor actor) {
        return Visibility.of(actor, people);
    }

    Self self(Caller caller) {
        String person = caller.actor().person();
        return new Self(person, people.teamsOf(person));
    }

    Naming naming(Caller caller) {
        return new Naming(names, languageOf(caller));
    }

    String languageOf(Caller caller) {
        String language = caller.language();
        if (language == null) {
            language = people.languageOf(caller.actor().person());
        }
        return language == null ? "en" : language;
    }

    TicketRefs refs() {
        return new TicketRefs(elastic, freshness, prefix);
    }

    /** Waits until a list is as new as asked for. @return whether it is stale */
    boolean isStale(@Nullable AtLeast atLeast) {
        return !freshness.searchable(atLeast);
    }
}
