package daftar.http.read;

import daftar.http.DaftarPosition;
import daftar.messages.query.Answer;
import java.util.concurrent.CompletionException;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;

/** Asks the read side and turns its views into answers. */
final class Ask {

    private final QueryGateway queries;

    Ask(QueryGateway queries) {
        this.queries = queries;
    }

    /** The view that answers a query; throws what the query was refused with. */
    <V> V view(Object query, Class<V> type) {
        try {
            return queries.query(query, type).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The answer to a query, which says so where it is stale. */
    <V extends Answer> ResponseEntity<V> answer(Object query, Class<V> type) {
        V view = view(query, type);
        return headers(view).body(view);
    }

    static ResponseEntity.BodyBuilder headers(Answer view) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return view.stale() ? answer.header(DaftarPosition.STALE_HEADER, "true") : answer;
    }
}
