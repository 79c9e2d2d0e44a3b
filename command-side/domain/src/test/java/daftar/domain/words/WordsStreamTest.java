package daftar.domain.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.ticket.Organisation;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.words.SearchWords;
import daftar.messages.words.Synonyms;
import daftar.messages.words.WordsCommand.SetSearchWords;
import daftar.messages.words.WordsEvent.SearchWordsSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Synonyms> SYNONYMS = List.of(new Synonyms(List.of("VPN", "удалённый доступ")));
    private static final Actor ADMINISTRATOR = new Actor("person-a", Set.of(Role.ADMINISTRATOR), "api", null);

    private static TestExecutor<WordsStream> given(Object... events) {
        AggregateTestFixture<WordsStream> fixture = new AggregateTestFixture<>(WordsStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(Organisation.usual(), new RecordingSealing(), InstantSource.fixed(NOW)));
        return fixture.givenCurrentTime(NOW).andGiven(events);
    }

    private static List<String> faults(List<Synonyms> synonyms, List<String> stopWords) {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> WordsRules.decide(SearchWords.NONE, new SetSearchWords(synonyms, stopWords), ADMINISTRATOR));
        return refused.all().stream().map(Refused.Wrong::field).toList();
    }

    @Test
    void an_administrator_sets_all_words_anew() {
        given().when(new SetSearchWords(SYNONYMS, List.of("bitte")), Caller.with(Role.ADMINISTRATOR))
                .expectEvents(new SearchWordsSet(SYNONYMS, List.of("bitte")));
    }

    @Test
    void the_same_words_again_are_no_event() {
        given(new SearchWordsSet(SYNONYMS, List.of()))
                .when(new SetSearchWords(SYNONYMS, List.of()), Caller.with(Role.ADMINISTRATOR))
                .expectNoEvents();
    }

    @Test
    void nobody_else_sets_them() {
        given().when(new SetSearchWords(SYNONYMS, List.of()), Caller.with(Role.DISPATCHER))
                .expectNoEvents()
                .expectException(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a|b", "\"a\"", "-a", "a*", "(a)", "a\nb", " a", "one two three four five six"})
    void what_a_search_would_take_for_an_operator_is_no_word(String word) {
        assertThat(faults(List.of(new Synonyms(List.of("fine", word))), List.of()))
                .containsExactly("synonyms[0].words[1]");
    }

    @Test
    void a_word_is_in_one_group_only_however_it_is_written() {
        assertThat(faults(
                        List.of(new Synonyms(List.of("Wi-Fi", "WLAN")), new Synonyms(List.of("wlan", "funknetz"))),
                        List.of()))
                .containsExactly("synonyms[1].words[0]");
    }

    @Test
    void a_group_has_two_words_at_least_and_a_stop_word_is_one_word() {
        assertThat(faults(List.of(new Synonyms(List.of("alone"))), List.of("two words")))
                .containsExactly("synonyms[0].words", "stopWords[0]");
    }

    @Test
    void there_are_not_more_than_an_event_can_hold() {
        List<Synonyms> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new Synonyms(List.of("a" + i, "b" + i)))
                .toList();
        assertThat(faults(many, List.of())).containsExactly("synonyms");
    }
}
