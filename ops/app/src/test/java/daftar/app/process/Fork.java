package daftar.app.process;

/** Which of the JVMs that run the tests side by side this one is. */
final class Fork {

    private Fork() {}

    /** From 1, as the build numbers them; 1 where it does not. */
    static int number() {
        return Integer.getInteger("surefire.forkNumber", 1);
    }
}
