package daftar.messages.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a name and a password hash must look like to be a login. */
public final class LoginRules {

    /** What a hash must be, for people. */
    public static final String PASSWORD_HASH =
            "a bcrypt hash of cost 10 to 14, as `htpasswd -nBC 12 name` prints it after the colon";

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int WEAKEST = 10;
    /** About a second of CPU for each login that is not remembered. */
    private static final int DEAREST = 14;

    private static final int LONGEST_NAME = 200;

    private LoginRules() {}

    /** Whether HTTP Basic can carry the name. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.indexOf(':') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether it is bcrypt that is neither weak nor so dear that a login would take the machine. */
    public static boolean isPasswordHash(String hash) {
        Matcher bcrypt = BCRYPT.matcher(hash);
        if (!bcrypt.matches()) {
            return false;
        }
        int cost = Integer.parseInt(bcrypt.group(1));
        return cost >= WEAKEST && cost <= DEAREST;
    }
}
