package daftar.http.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who tries passwords: after some wrong ones, each further one doubles the time in which no login is looked at,
 * counted for the account and for the address that it came from. A try within that time is not looked at and does not
 * prolong it. Where an account's own person has signed in before, only the address counts, so a stranger elsewhere cannot
 * keep them out; and nobody is kept out longer than {@link #LONGEST_FOR_ACCOUNT} at once.
 *
 * <p>Remembers a bounded number of accounts and addresses, in memory, of this node; those not heard of for longest go first.
 */
public final class LoginDelays {

    /** Wrong tries that cost nothing: people mistype. */
    public static final int FREE = 4;

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST_FOR_ACCOUNT = Duration.ofMinutes(1);
    static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(5);
    /** After this long without a wrong try all is forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Map<String, Failures> accounts;
    private final Map<String, Failures> addresses;
    private final Map<String, Boolean> familiar;

    private final int free;

    /** @param about the account that all of them were about; null for several, or none */
    private record Failures(
            int count,
            Instant last,
            Instant until,
            @Nullable String about) {}

    /**
     * @param most how many accounts, and how many addresses, are remembered
     * @param free how many wrong tries cost nothing, {@link #FREE} usually
     */
    public LoginDelays(InstantSource clock, int most, int free) {
        this.clock = clock;
        this.free = free;
        this.accounts = bounded(most);
        this.addresses = bounded(most);
        this.familiar = bounded(most);
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** How long a login must wait; zero where it is looked at now. @param account null where none is named */
    public synchronized Duration wait(@Nullable String account, String address) {
        Instant now = clock.instant();
        Duration wait = left(addresses.get(address), now);
        if (account != null && !familiar.containsKey(pair(account, address))) {
            Duration ofAccount = left(accounts.get(account), now);
            return ofAccount.compareTo(wait) > 0 ? ofAccount : wait;
        }
        return wait;
    }

    /** A wrong try. @return how many there were in a row from this address */
    public synchronized int failed(@Nullable String account, String address) {
        Instant now = clock.instant();
        if (account != null) {
            accounts.put(account, after(accounts.get(account), account, now, LONGEST_FOR_ACCOUNT));
        }
        Failures failures = after(addresses.get(address), account, now, LONGEST_FOR_ADDRESS);
        addresses.put(address, failures);
        return failures.count;
    }

    /** Somebody signed in. */
    public synchronized void succeeded(String account, String address) {
        familiar.put(pair(account, address), Boolean.TRUE);
        if (!accounts.isEmpty()) {
            accounts.remove(account);
        }
        Failures failures = addresses.isEmpty() ? null : addresses.get(address);
        // who tried others' accounts is not forgiven for knowing one's own password
        if (failures != null && account.equals(failures.about)) {
            addresses.remove(address);
        }
    }

    /** How many accounts and addresses are remembered now. */
    synchronized int remembered() {
        return accounts.size() + addresses.size();
    }

    private static String pair(String account, String address) {
        return address + " " + account;
    }

    private static Duration left(@Nullable Failures failures, Instant now) {
        return failures == null || !now.isBefore(failures.until)
                ? Duration.ZERO
                : Duration.between(now, failures.until);
    }

    private Failures after(@Nullable Failures before, @Nullable String account, Instant now, Duration longest) {
        if (before == null || now.isAfter(before.last.plus(MEMORY))) {
            return new Failures(1, now, free >= 1 ? now : now.plus(FIRST), account);
        }
        int count = before.count + 1;
        String about = account != null && account.equals(before.about) ? account : null;
        if (count <= free) {
            return new Failures(count, now, now, about);
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(count - free - 1, 20));
        return new Failures(count, now, now.plus(delay.compareTo(longest) < 0 ? delay : longest), about);
    }
}
