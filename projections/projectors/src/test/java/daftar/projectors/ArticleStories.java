package daftar.projectors;

import daftar.messages.Event;
import daftar.messages.IsoInstant;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleEvent.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.DeflectionEvent.RequestDeflected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happens to articles. */
final class ArticleStories {

    static final Instant BEGAN = Instant.parse("2026-03-01T08:00:00Z");

    private ArticleStories() {}

    static String id(String kind, int n) {
        return kind + "-0193a5b0-0000-7000-8000-%012d".formatted(n);
    }

    /** Published in two languages, the original anew since; read, rated, used. */
    static List<Recorded> article(int n) {
        return recorded(
                id("article", n),
                new ArticleDrafted(
                        "A-" + n,
                        "person-author",
                        "en",
                        Text.of("The VPN does not connect"),
                        Text.of("Renew it"),
                        Text.of("Renew the certificate."),
                        Audience.EVERYONE,
                        "network",
                        null,
                        List.of("vpn"),
                        "ticket-1"),
                new ArticleSubmitted("en", 1),
                new ArticlePublished("en", 1),
                new ArticleRevised(
                        "fa",
                        1,
                        "person-translator",
                        Text.of("وی‌پی‌ان وصل نمی‌شود"),
                        null,
                        Text.of("گواهی را تمدید کنید"),
                        1),
                new ArticleSubmitted("fa", 1),
                new ArticleReturned("fa", 1, Text.of("a word is missing")),
                new ArticleSubmitted("fa", 1),
                new ArticlePublished("fa", 1),
                new ArticleRevised(
                        "en", 2, "person-author", Text.of("The VPN refuses"), null, Text.of("Renew it twice."), null),
                new ArticleSubmitted("en", 2),
                new ArticlePublished("en", 2),
                new ArticleReadsCounted(12, BEGAN, BEGAN.plusSeconds(3600)),
                new ArticleRated("person-reader", false, Text.of("no")),
                new ArticleRated("person-reader", true, null),
                new ArticleRated("person-other", false, null),
                new ArticleFavoured("person-reader"),
                new ArticleCommented("person-reader", Text.of("Thank you")),
                new ArticleUsed("person-author", "ticket-9"),
                new ArticleReadsCounted(3, BEGAN, BEGAN.plusSeconds(3600)));
    }

    static List<Recorded> deflection(int n, String... read) {
        return recorded(
                id("deflection", n),
                new RequestDeflected("person-reader", "department-sales", List.of(read), "network"));
    }

    static List<Recorded> recorded(String stream, Event... events) {
        List<Recorded> story = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            Instant at = BEGAN.plusSeconds(60L * i);
            story.add(new Recorded(
                    stream,
                    i,
                    i,
                    UUID.nameUUIDFromBytes((stream + i).getBytes()),
                    at,
                    Map.of(
                            Meta.ACTOR, "person-author",
                            Meta.ACTOR_ROLE, "SPECIALIST",
                            Meta.OCCURRED_AT, IsoInstant.format(at)),
                    events[i]));
        }
        return story;
    }
}
