package daftar.http;

/** A request that is wrong by itself, before any rule is asked. Carries no stack trace: it is an answer, not a fault. */
public final class InvalidRequest extends RuntimeException {

    private final transient Problem problem;

    public InvalidRequest(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
