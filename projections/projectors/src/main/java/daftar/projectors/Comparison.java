package daftar.projectors;

import daftar.projectors.Contents.Stored;
import daftar.projectors.Contents.Sums;
import daftar.projectors.Contents.View;
import daftar.projectors.RebuildStatus.Compared;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Two versions of all read models, beside each other: first counts and checksums, then, where these differ, document by
 * document. Tickets that were behind in the old version (parked, or given up) are told from documents that differ though
 * they should not.
 */
final class Comparison {

    private static final int LOOKED_AT = 64;
    private static final int NAMED = 5;

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final Contents contents;
    private final int from;
    private final int version;
    /** Tickets whose old document is behind the new one. */
    private final Set<String> behind = new HashSet<>();

    Comparison(Elasticsearch elasticsearch, Indexes indexes, int from, int version) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.contents = new Contents(elasticsearch, indexes);
        this.from = from;
        this.version = version;
    }

    /** What the log gives. @param except tickets that are left out, in both versions */
    record Expected(long tickets, long events, Set<String> except) {}

    /** @param expected asked once both versions can be seen as they are, so that it knows what has gone on since */
    List<Compared> compare(Supplier<Expected> expected) {
        indexes.refresh(from);
        indexes.refresh(version);
        List<View> old = new ArrayList<>();
        List<View> fresh = new ArrayList<>();
        try {
            for (ReadModel model : ReadModel.values()) {
                old.add(contents.open(model, from));
                fresh.add(contents.open(model, version));
            }
            Expected log = expected.get();
            List<Compared> compared = new ArrayList<>();
            for (ReadModel model : ReadModel.values()) {
                compared.add(compare(model, old.get(model.ordinal()), fresh.get(model.ordinal()), log));
            }
            return compared;
        } finally {
            old.forEach(contents::close);
            fresh.forEach(contents::close);
        }
    }

    private Compared compare(ReadModel model, View old, View fresh, Expected log) {
        var other = CompletableFuture.supplyAsync(() -> contents.sum(old, log.except()), Thread::startVirtualThread);
        Sums is = contents.sum(fresh, log.except());
        Sums was = joined(other);
        boolean changed = !elasticsearch.patiently(() -> indexes.isOfThisMake(model, from));
        BitSet differing = is.differing(was);
        List<String> unexplained = new ArrayList<>();
        boolean equal = differing.isEmpty();
        if (!equal && !changed) {
            equal = look(model, old, fresh, differing, log.except(), unexplained);
        }
        return new Compared(
                model.title(),
                switch (model) {
                    case TICKETS -> log.tickets();
                    case TIMELINE -> log.events();
                    default -> null;
                },
                was.documents(),
                is.documents(),
                was.checksum(),
                is.checksum(),
                equal,
                changed,
                unexplained);
    }

    private static Sums joined(CompletableFuture<Sums> sums) {
        try {
            return sums.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Looks at the documents themselves; whether they are equal but for the order of their fields. */
    private boolean look(
            ReadModel model, View old, View fresh, BitSet differing, Set<String> except, List<String> unexplained) {
        boolean equal = true;
        while (!differing.isEmpty() && unexplained.isEmpty()) {
            BitSet some = new BitSet();
            for (int i = 0, at = differing.nextSetBit(0); i < LOOKED_AT && at >= 0; i++) {
                some.set(at);
                differing.clear(at);
                at = differing.nextSetBit(at + 1);
            }
            Map<String, Stored> was = contents.in(old, some, except);
            Map<String, Stored> is = contents.in(fresh, some, except);
            Set<String> ids = new HashSet<>(was.keySet());
            ids.addAll(is.keySet());
            for (String id : ids) {
                Stored before = was.get(id);
                Stored now = is.get(id);
                if (same(before, now)) {
                    continue;
                }
                equal = false;
                if (model.isOfStreams() && now != null && (before == null || before.version() < now.version())) {
                    behind.add(id);
                } else if (!isOfTicketBehind(now) && !isOfTicketBehind(before) && unexplained.size() < NAMED) {
                    unexplained.add(id + " (" + how(before, now) + ")");
                }
            }
        }
        return equal;
    }

    private boolean isOfTicketBehind(@Nullable Stored stored) {
        return stored != null && behind.contains(stored.ticket());
    }

    /** In which fields, in words. */
    private static String how(@Nullable Stored before, @Nullable Stored now) {
        if (before == null || now == null) {
            return before == null ? "new" : "gone";
        }
        JsonNode was = DocumentJson.mapper().readTree(before.source());
        JsonNode is = DocumentJson.mapper().readTree(now.source());
        Set<String> names = new TreeSet<>(was.propertyNames());
        names.addAll(is.propertyNames());
        names.removeIf(name -> was.path(name).equals(is.path(name)));
        return String.join(", ", names);
    }

    private static boolean same(@Nullable Stored before, @Nullable Stored now) {
        if (before == null || now == null) {
            return false;
        }
        return Arrays.equals(before.source(), now.source())
                || DocumentJson.mapper()
                        .readTree(before.source())
                        .equals(DocumentJson.mapper().readTree(now.source()));
    }
}
