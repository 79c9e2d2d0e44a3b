package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.projectors.StoredSequence.Letter;
import daftar.readmodel.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.WrongDeadLetterTypeException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Dead letters in Elasticsearch, one document per sequence, changed only under its sequence number. All calls fail with
 * {@link ElasticsearchAway} while it is away; doing them again is safe.
 */
public final class ElasticsearchDeadLetterQueue<M extends EventMessage<?>> implements SequencedDeadLetterQueue<M> {

    private static final int PAGE = 1_000;

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final String group;
    private final Serializer serializer;
    private final int maxSequences;
    private final int maxSequenceSize;
    private final Duration claimDuration;

    /**
     * @param group the processing group
     * @param serializer of payloads and metadata
     * @param maxSequences how many sequences may be parked before the processor has to stop
     * @param maxSequenceSize how many letters a sequence may have
     * @param claimDuration after how long somebody who processes a sequence is taken for lost
     */
    public ElasticsearchDeadLetterQueue(
            Elasticsearch elasticsearch,
            Indexes indexes,
            String group,
            Serializer serializer,
            int maxSequences,
            int maxSequenceSize,
            Duration claimDuration) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.group = group;
        this.serializer = serializer;
        this.maxSequences = maxSequences;
        this.maxSequenceSize = maxSequenceSize;
        this.claimDuration = claimDuration;
    }

    /** A document as it was read. */
    private record Found(StoredSequence sequence, long seqNo, long term) {

        String guard() {
            return "if_seq_no=" + seqNo + "&if_primary_term=" + term;
        }
    }

    @Override
    public void enqueue(Object sequenceIdentifier, DeadLetter<? extends M> letter)
            throws DeadLetterQueueOverflowException {
        String sequence = name(sequenceIdentifier);
        while (true) {
            Found found = load(sequence);
            if (found == null
                    ? amountOfSequences() >= maxSequences
                    : found.sequence().size() >= maxSequenceSize) {
                throw new DeadLetterQueueOverflowException(
                        "No room left for a dead letter of " + sequence + " in the queue of " + group + ".");
            }
            Letter entry = Letter.of(UUID.randomUUID().toString(), letter, serializer);
            if (found == null) {
                StoredSequence first = new StoredSequence(
                        StoredSequence.KIND, group, sequence, 1, entry.lastTouched(), null, List.of(entry));
                if (created(sequence, first)) {
                    return;
                }
            } else if (extended(found, entry)) {
                return;
            }
        }
    }

    @Override
    public boolean enqueueIfPresent(Object sequenceIdentifier, Supplier<DeadLetter<? extends M>> letterBuilder)
            throws DeadLetterQueueOverflowException {
        String sequence = name(sequenceIdentifier);
        Letter entry = null;
        while (true) {
            Found found = load(sequence);
            if (found == null) {
                return false;
            }
            if (found.sequence().size() >= maxSequenceSize) {
                throw new DeadLetterQueueOverflowException(
                        "No room left for a dead letter of " + sequence + " in the queue of " + group + ".");
            }
            if (entry == null) {
                entry = Letter.of(UUID.randomUUID().toString(), letterBuilder.get(), serializer);
            }
            if (extended(found, entry)) {
                return true;
            }
        }
    }

    @Override
    public void evict(DeadLetter<? extends M> letter) {
        ParkedLetter<? extends M> parked = own(letter);
        while (true) {
            Found found = load(parked.sequence());
            if (found == null || indexOf(found, parked) < 0 || removed(found, indexOf(found, parked))) {
                return;
            }
        }
    }

    @Override
    public void requeue(DeadLetter<? extends M> letter, UnaryOperator<DeadLetter<? extends M>> letterUpdater)
            throws NoSuchDeadLetterException {
        ParkedLetter<? extends M> parked = own(letter);
        DeadLetter<? extends M> updated = letterUpdater.apply(letter).markTouched();
        while (true) {
            Found found = load(parked.sequence());
            int at = found == null ? -1 : indexOf(found, parked);
            if (found == null || at < 0) {
                throw new NoSuchDeadLetterException("There is no dead letter " + parked.id() + " to requeue.");
            }
            List<Letter> letters = new ArrayList<>(found.sequence().letters());
            letters.set(at, Letter.of(parked.id(), updated, serializer));
            if (replaced(found, found.sequence().with(letters).claimed(null))) {
                return;
            }
        }
    }

    @Override
    public boolean contains(Object sequenceIdentifier) {
        return load(name(sequenceIdentifier)) != null;
    }

    /** Whether an event is in a sequence already. */
    boolean holds(String sequence, String messageIdentifier) {
        Found found = load(sequence);
        return found != null
                && found.sequence().letters().stream()
                        .anyMatch(letter -> letter.identifier().equals(messageIdentifier));
    }

    /** Why a sequence is parked, as it stands; null where it is not. */
    @Nullable StoredSequence stored(String sequence) {
        Found found = load(sequence);
        return found == null ? null : found.sequence();
    }

    /** All sequences, the least recently touched first. */
    List<String> sequences() {
        return search(false).stream().map(StoredSequence::sequence).toList();
    }

    /** All sequences with their letters, the least recently touched first. */
    List<StoredSequence> all() {
        return search(true);
    }

    @Override
    public Iterable<DeadLetter<? extends M>> deadLetterSequence(Object sequenceIdentifier) {
        Found found = load(name(sequenceIdentifier));
        List<DeadLetter<? extends M>> letters = new ArrayList<>();
        if (found != null) {
            for (Letter letter : found.sequence().letters()) {
                letters.add(letter.<M>parked(found.sequence().sequence(), serializer));
            }
        }
        return letters;
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends M>>> deadLetters() {
        Iterator<String> sequences = sequences().iterator();
        List<Iterable<DeadLetter<? extends M>>> all = new ArrayList<>();
        sequences.forEachRemaining(
                sequence -> all.add(() -> deadLetterSequence(sequence).iterator()));
        return all;
    }

    @Override
    public boolean isFull(Object sequenceIdentifier) {
        long size = sequenceSize(sequenceIdentifier);
        return size > 0 ? size >= maxSequenceSize : amountOfSequences() >= maxSequences;
    }

    @Override
    public long size() {
        return search(false).stream().mapToLong(StoredSequence::size).sum();
    }

    @Override
    public long sequenceSize(Object sequenceIdentifier) {
        Found found = load(name(sequenceIdentifier));
        return found == null ? 0 : found.sequence().size();
    }

    @Override
    public long amountOfSequences() {
        return search(false).size();
    }

    @Override
    public boolean process(
            Predicate<DeadLetter<? extends M>> sequenceFilter,
            Function<DeadLetter<? extends M>, EnqueueDecision<M>> processingTask) {
        for (String sequence : sequences()) {
            Found found = load(sequence);
            if (found == null || !isFree(found.sequence())) {
                continue;
            }
            Letter first = found.sequence().letters().getFirst();
            if (sequenceFilter.test(first.<M>parked(sequence, serializer))
                    && replaced(found, found.sequence().claimed(now()))) {
                return processClaimed(found, processingTask);
            }
        }
        return false;
    }

    private boolean processClaimed(
            Found claimed, Function<DeadLetter<? extends M>, EnqueueDecision<M>> processingTask) {
        String sequence = claimed.sequence().sequence();
        for (Found found = claimed; found != null; found = load(sequence)) {
            ParkedLetter<M> letter = found.sequence().letters().getFirst().parked(sequence, serializer);
            EnqueueDecision<M> decision = processingTask.apply(letter);
            if (decision.shouldEnqueue()) {
                requeue(letter, l -> decision.withDiagnostics(l)
                        .withCause(decision.enqueueCause().orElse(null)));
                return false;
            }
            evict(letter);
        }
        return true;
    }

    @Override
    public void clear() {
        for (String sequence : sequences()) {
            discard(sequence);
        }
    }

    /** Removes a sequence with all its letters. */
    void discard(String sequence) {
        elasticsearch.delete(path("_doc", sequence));
    }

    private boolean isFree(StoredSequence sequence) {
        Instant claimedAt = sequence.claimedAt();
        return claimedAt == null || claimedAt.plus(claimDuration).isBefore(now());
    }

    private static Instant now() {
        return GenericDeadLetter.clock.instant();
    }

    private ParkedLetter<? extends M> own(DeadLetter<? extends M> letter) {
        if (letter instanceof ParkedLetter<? extends M> parked) {
            return parked;
        }
        throw new WrongDeadLetterTypeException("a letter of another queue: " + letter.getClass());
    }

    private static int indexOf(Found found, ParkedLetter<?> letter) {
        List<Letter> letters = found.sequence().letters();
        for (int i = 0; i < letters.size(); i++) {
            if (letters.get(i).id().equals(letter.id())) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Found load(String sequence) {
        Answer answer = elasticsearch.get(path("_doc", sequence));
        if (!answer.ok()) {
            return null;
        }
        JsonNode body = answer.body();
        return new Found(
                DocumentJson.mapper().treeToValue(body.path("_source"), StoredSequence.class),
                body.path("_seq_no").asLong(),
                body.path("_primary_term").asLong());
    }

    private boolean created(String sequence, StoredSequence first) {
        return done(elasticsearch.put(path("_create", sequence), first));
    }

    private boolean extended(Found found, Letter letter) {
        List<Letter> letters = new ArrayList<>(found.sequence().letters());
        letters.add(letter);
        return replaced(found, found.sequence().with(letters));
    }

    private boolean removed(Found found, int at) {
        StoredSequence sequence = found.sequence();
        if (sequence.size() == 1) {
            return done(elasticsearch.delete(path("_doc", sequence.sequence()) + "?" + found.guard()));
        }
        List<Letter> letters = new ArrayList<>(sequence.letters());
        letters.remove(at);
        return replaced(found, sequence.with(letters));
    }

    private boolean replaced(Found found, StoredSequence next) {
        return done(elasticsearch.put(path("_doc", next.sequence()) + "?" + found.guard(), next));
    }

    private static boolean done(Answer answer) {
        if (!answer.ok() && answer.status() != 409 && answer.status() != 404) {
            throw new IllegalStateException("Elasticsearch refuses dead letters: " + answer.reason());
        }
        return answer.ok();
    }

    private List<StoredSequence> search(boolean withLetters) {
        elasticsearch.post("/" + indexes.control() + "/_refresh", null);
        List<StoredSequence> all = new ArrayList<>();
        JsonNode after = null;
        while (true) {
            Map<String, Object> query = new java.util.LinkedHashMap<>();
            query.put("size", PAGE);
            query.put(
                    "query",
                    Map.of(
                            "bool",
                            Map.of(
                                    "filter",
                                    List.of(
                                            Map.of("term", Map.of("kind", StoredSequence.KIND)),
                                            Map.of("term", Map.of("group", group))))));
            query.put("sort", List.of(Map.of("lastTouched", "asc"), Map.of("sequence", "asc")));
            if (!withLetters) {
                query.put("_source", Map.of("excludes", List.of("letters")));
            }
            if (after != null) {
                query.put("search_after", after);
            }
            Answer answer = elasticsearch.post("/" + indexes.control() + "/_search", query);
            if (!answer.ok()) {
                throw new ElasticsearchAway("dead letters cannot be searched: " + answer.reason());
            }
            JsonNode hits = answer.body().path("hits").path("hits");
            for (JsonNode hit : hits) {
                JsonNode source = hit.path("_source");
                all.add(DocumentJson.mapper().treeToValue(source, StoredSequence.class));
                after = hit.path("sort");
            }
            if (hits.size() < PAGE) {
                return all;
            }
        }
    }

    private String path(String operation, String sequence) {
        return "/" + indexes.control() + "/" + operation + "/"
                + Elasticsearch.part(StoredSequence.KIND + "-" + group + "/" + sequence);
    }

    /** Axon allows any object; ours are the names of streams. */
    private static String name(Object sequenceIdentifier) {
        return sequenceIdentifier instanceof String text ? text : Integer.toString(sequenceIdentifier.hashCode());
    }
}
