package daftar.http.write;

/** Lends the right bodies to tests of other packages. */
public final class WriteBodies {

    private WriteBodies() {}

    public static String of(String action) {
        return Bodies.BY_ACTION.get(action);
    }

    public static String raise() {
        return Bodies.RAISE;
    }
}
