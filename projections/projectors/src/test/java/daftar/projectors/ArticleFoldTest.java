package daftar.projectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.readmodel.ArticleDocument;
import daftar.readmodel.ArticleDocument.Status;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.StreamDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleFoldTest {

    @Test
    void what_is_published_is_read_and_what_is_written_waits() {
        List<Recorded> story = ArticleStories.article(1);
        ArticleDocument draft = fold(story.subList(0, 2));
        assertThat(draft.status()).isEqualTo(Status.IN_REVIEW);
        assertThat(draft.title()).isEmpty();
        assertThat(draft.draftTexts())
                .containsExactly("The VPN does not connect", "Renew it", "Renew the certificate.");
        ArticleDocument published = fold(story.subList(0, 3));
        assertThat(published.status()).isEqualTo(Status.PUBLISHED);
        assertThat(published.solution()).containsExactly("Renew the certificate.");
        assertThat(published.draftTexts()).isEmpty();
        ArticleDocument revised = fold(story.subList(0, 9));
        assertThat(revised.status()).isEqualTo(Status.PUBLISHED);
        assertThat(revised.title()).containsExactly("The VPN does not connect", "وی‌پی‌ان وصل نمی‌شود");
        assertThat(revised.draftTexts()).containsExactly("The VPN refuses", "Renew it twice.");
    }

    @Test
    void a_translation_is_out_of_date_once_the_original_is_published_anew() {
        List<Recorded> story = ArticleStories.article(1);
        assertThat(fold(story.subList(0, 10)).variants()).noneMatch(ArticleDocument.Variant::outdated);
        assertThat(fold(story).variants())
                .filteredOn(ArticleDocument.Variant::outdated)
                .extracting(ArticleDocument.Variant::language)
                .containsExactly("fa");
    }

    @Test
    void of_each_reader_the_last_word_counts_and_no_reader_makes_an_edit() {
        ArticleDocument article = fold(ArticleStories.article(1));
        assertThat(article.helpful()).isEqualTo(1);
        assertThat(article.unhelpful()).isEqualTo(1);
        assertThat(article.reads()).isEqualTo(15);
        assertThat(article.uses()).isEqualTo(16);
        assertThat(article.favouredBy()).containsExactly("person-reader");
        assertThat(article.edited()).isEqualTo(10);
        assertThat(article.updatedAt()).isEqualTo(ArticleStories.BEGAN.plusSeconds(600));
        assertThat(article.authors()).containsExactly("person-author", "person-translator");
    }

    @Test
    void what_was_redacted_is_said_to_be_missing() {
        List<Recorded> story = new ArrayList<>(ArticleStories.article(1));
        ArticleCommented sealed = new ArticleCommented("person-reader", new Text.Sealed("key", "c2VhbGVk"));
        story.add(ArticleStories.recorded("x", new ArticleRestored()).getFirst().with(sealed));
        Recorded last = story.removeLast();
        story.add(new Recorded(
                story.getFirst().stream(),
                story.size(),
                99,
                last.eventId(),
                last.recordedAt(),
                last.metadata(),
                sealed));
        ArticleDocument article = fold(story);
        assertThat(article.redacted()).isTrue();
        assertThat(article.comments().getLast().text()).isNull();
    }

    @Test
    void an_event_twice_changes_nothing_and_a_gap_is_seen() {
        List<Recorded> story = ArticleStories.article(1);
        ArticleDocument article = fold(story);
        assertThat(StreamDocument.evolve(article, story.get(4))).isSameAs(article);
        assertThatThrownBy(() -> StreamDocument.evolve(fold(story.subList(0, 3)), story.get(5)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> StreamDocument.evolve(null, story.get(1))).isInstanceOf(IllegalStateException.class);
    }

    /** Folded from what is stored each time, as the projector does after a restart. */
    static ArticleDocument fold(List<Recorded> story) {
        StreamDocument document = null;
        StreamDocument kept = null;
        for (Recorded recorded : story) {
            document = StreamDocument.evolve(document, recorded);
            kept = StreamDocument.evolve(kept, recorded);
            String json = DocumentJson.writer(ArticleDocument.class).writeValueAsString(document);
            document = DocumentJson.reader(ArticleDocument.class).readValue(json);
        }
        assertThat(document).isEqualTo(kept);
        return (ArticleDocument) document;
    }
}
