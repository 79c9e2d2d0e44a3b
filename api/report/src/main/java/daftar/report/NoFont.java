package daftar.report;

/** No font of this node has the letters of the report's language, so it cannot be drawn; as HTML it can be read. */
public final class NoFont extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String language;

    NoFont(String language, int character) {
        super("No font here has " + Character.getName(character) + ", which the report in " + language + " needs");
        this.language = language;
    }

    public String language() {
        return language;
    }
}
