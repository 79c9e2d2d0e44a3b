package daftar.mail.in;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the organisation's own server says that a mail comes from the domain in its sender's address (RFC 8601). Pure. The
 * topmost header of such a server counts alone: anybody can have written those below.
 */
final class Authentication {

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern PASSED = Pattern.compile("(?i)^\\s*(dmarc|dkim|spf)\\s*=\\s*pass\\b(.*)$");
    private static final Pattern PROPERTY =
            Pattern.compile("(?i)(header\\.(?:from|d|i)|smtp\\.(?:mailfrom|helo))\\s*=\\s*\"?([^\\s;\"]+)");

    private Authentication() {}

    /** @param servers whose word is taken @param headers the topmost first @param sender the address in {@code From} */
    static boolean passes(List<String> headers, List<String> servers, String sender) {
        String domain = domainOf(sender);
        for (String header : headers) {
            String[] parts = COMMENT.matcher(header.replaceAll("\\s+", " "))
                    .replaceAll(" ")
                    .split(";");
            String server = parts[0].strip().split(" ")[0];
            if (servers.stream().noneMatch(server::equalsIgnoreCase)) {
                continue;
            }
            for (int i = 1; i < parts.length; i++) {
                if (vouches(parts[i], domain)) {
                    return true;
                }
            }
            return false;
        }
        return false;
    }

    private static boolean vouches(String result, String domain) {
        Matcher passed = PASSED.matcher(result);
        if (!passed.matches()) {
            return false;
        }
        String method = passed.group(1).toLowerCase(Locale.ROOT);
        Matcher property = PROPERTY.matcher(passed.group(2));
        while (property.find()) {
            String name = property.group(1).toLowerCase(Locale.ROOT);
            boolean fits =
                    switch (method) {
                        case "dmarc" -> name.equals("header.from");
                        case "dkim" -> name.equals("header.d") || name.equals("header.i");
                        default -> name.equals("smtp.mailfrom");
                    };
            if (fits && isAligned(domainOf(property.group(2)), domain)) {
                return true;
            }
        }
        return false;
    }

    /** The same domain, or one below it: what a part of the organisation signs counts for it, and the other way round. */
    private static boolean isAligned(String vouched, String domain) {
        return vouched.equals(domain)
                || vouched.contains(".") && domain.endsWith("." + vouched)
                || domain.contains(".") && vouched.endsWith("." + domain);
    }

    private static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
