package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.feed.FeedCursor;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Query.FindFeed;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed over HTTP. */
class FeedTest {

    @AfterEach
    void nothing_happened() {
        ReadApi.ANSWERS.happened = null;
        ReadApi.NEWS.told.clear();
    }

    @Test
    void a_page_has_a_link_to_the_next_one() {
        ReadApi.ANSWERS.happened = PreparedAnswers.event();
        ReadApi.Got page = ReadApi.get("requester", "/api/feed?types=CommentAdded&types=TicketRaised&size=7");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().path("events").path(0).path("type").asString()).isEqualTo("CommentAdded");
        assertThat(page.body().path("end").asBoolean()).isFalse();
        assertThat(page.header("Link"))
                .isEqualTo("</api/feed?after=" + FeedCursor.write(5)
                        + "&size=7&types=CommentAdded&types=TicketRaised>; rel=\"next\"");
        FindFeed asked = (FindFeed) ReadApi.ANSWERS.last;
        assertThat(asked.types()).containsExactlyInAnyOrder("CommentAdded", "TicketRaised");
        assertThat(asked.size()).isEqualTo(7);
    }

    @Test
    void cloud_events_are_given_to_who_wants_them() {
        ReadApi.ANSWERS.happened = PreparedAnswers.event();
        ReadApi.Got page = ReadApi.get("requester", "/api/feed", "Accept", "application/cloudevents-batch+json");
        assertThat(page.header("Content-Type")).isEqualTo("application/cloudevents-batch+json");
        assertThat(page.body().path(0).path("specversion").asString()).isEqualTo("1.0");
        assertThat(page.body().path(0).path("source").asString()).isEqualTo("/api/tickets/" + ReadApi.ID);
        assertThat(page.body().path(0).path("data").path("number").asString()).isEqualTo("T-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/feed?wait=31",
                "/api/feed?wait=-1",
                "/api/feed?size=x",
                "/api/feed?affter=x",
                "/api/feed?after=x"
            })
    void what_makes_no_sense_is_a_400(String path) {
        assertThat(ReadApi.get("requester", path).status()).isEqualTo(400);
        assertThat(ReadApi.get("", path).status()).isEqualTo(401);
    }

    @Test
    void who_waits_is_answered_once_something_happens() throws Exception {
        Thread later = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ReadApi.ANSWERS.happened = PreparedAnswers.event();
            ReadApi.NEWS.told.add(new AtLeast(5, ReadApi.ID, 3));
        });
        long began = System.nanoTime();
        ReadApi.Got page = ReadApi.get("requester", "/api/feed?wait=15");
        later.join();
        assertThat(page.body().path("events").size()).isEqualTo(1);
        assertThat(System.nanoTime() - began).isLessThan(14_000_000_000L);
        assertThat(ReadApi.get("requester", "/api/feed?wait=1&after=" + FeedCursor.write(9))
                        .body()
                        .path("events")
                        .size())
                .isZero();
    }

    @Test
    void a_stream_goes_on_after_the_last_event_that_came() throws Exception {
        ReadApi.ANSWERS.happened = PreparedAnswers.event();
        HttpResponse<Stream<String>> response = ReadApi.client()
                .send(
                        ReadApi.request("requester", "/api/feed/stream", "Last-Event-ID", FeedCursor.write(4))
                                .GET()
                                .build(),
                        BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (Stream<String> lines = response.body()) {
            Iterator<String> each = lines.iterator();
            assertThat(next(each)).isEqualTo("id:" + FeedCursor.write(4));
            assertThat(next(each)).isEqualTo(":alive");
            assertThat(next(each)).isEqualTo("event:feed");
            assertThat(next(each)).isEqualTo("id:" + FeedCursor.write(5));
            assertThat(next(each)).contains("\"type\":\"CommentAdded\"");
        }
        assertThat(ReadApi.get("requester", "/api/feed/stream", "Last-Event-ID", "x")
                        .status())
                .isEqualTo(400);
    }

    private static String next(Iterator<String> lines) {
        String line = lines.next();
        return line.isEmpty() ? lines.next() : line;
    }
}
