package daftar.embedded.elasticsearch.plugin;

/** The escapes that mapping rules and type tables know: {@code \\ \n \t \r \b \f \}{@code uXXXX}. */
final class EscapedText {

    private EscapedText() {}

    /**
     * @return the text that the rule's side stands for
     * @throws IllegalArgumentException on an escape that ends too early
     */
    static String unescape(String text) {
        var plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            if (at >= text.length()) {
                throw new IllegalArgumentException("Invalid escaped char in [" + text + "]");
            }
            char escaped = text.charAt(at++);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    if (at + 4 > text.length()) {
                        throw new IllegalArgumentException("Invalid escaped char in [" + text + "]");
                    }
                    plain.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> plain.append(escaped);
            }
        }
        return plain.toString();
    }
}
