package daftar.http.read;

import daftar.http.DaftarPosition;
import daftar.messages.query.Answer;
import java.util.concurrent.CompletionException;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;

/** Asks the read side and turns its views into answers. */
public final class Ask {

    private final QueryGateway queries;

    public Ask(QueryGateway queries) {
        this.queries = queries;
    }

    /** The view that answers a query; throws what the query was refused with. */
    public <V> V view(Object query, Class<V> type) {
        try {
            return queries.query(query, type).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The answer to a query, which says so where it is stale. */
    public <V extends Answer> ResponseEntity<V> answer(Object query, Class<V> type) {
        V view = view(query, type);
        return headers(view).body(view);
    }

    /** The beginning of an answer, which says so where the view is stale. */
    public static ResponseEntity.BodyBuilder headers(Answer view) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return view.stale() ? answer.header(DaftarPosition.STALE_HEADER, "true") : answer;
    }
}
