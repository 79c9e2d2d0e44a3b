package daftar.http.security;

import daftar.http.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 429 to logins that come too fast after wrong ones ({@link LoginDelays}); no thread is held meanwhile.
 *
 * <p>No filter itself: the web server would ask for it at its own start, and with it for the register behind it, before
 * the register could say in one line why it does not start.
 */
public final class SlowedLogins {

    private static final Logger LOG = LoggerFactory.getLogger(SlowedLogins.class);
    private static final String BASIC = "basic ";

    private final LoginDelays delays;
    private final Predicate<String> exists;
    private final Counter failed;
    private final Counter delayed;

    /** @param exists whether there is an account of this name: others are not logged, people type passwords there */
    SlowedLogins(LoginDelays delays, Predicate<String> exists, MeterRegistry meters) {
        this.delays = delays;
        this.exists = exists;
        this.failed = AccessMeters.LOGINS.counter(meters, "outcome", "failed");
        this.delayed = AccessMeters.LOGINS.counter(meters, "outcome", "delayed");
    }

    /** For the security chain, before anybody is asked who they are. */
    Filter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (request.getHeader(HttpHeaders.AUTHORIZATION) == null || isLetPass(request, response)) {
                    chain.doFilter(request, response);
                }
            }
        };
    }

    /** Whether the login is looked at; else it has been answered. */
    public boolean isLetPass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration wait = delays.wait(account(request), address(request));
        if (wait.isZero()) {
            return true;
        }
        delayed.increment();
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        Problem.of(
                        429,
                        "too-many-logins",
                        "There were too many wrong logins; this one was not looked at. Try again in " + seconds
                                + " seconds.")
                .withHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .send(request, response);
        return false;
    }

    /** The login was wrong. */
    public void failed(HttpServletRequest request) {
        failed.increment();
        String account = account(request);
        String address = address(request);
        int count = delays.failed(account, address);
        if (account != null) {
            LOG.info(
                    "Wrong password for {} from {}, {} in a row",
                    exists.test(account) ? "the account " + account : "an account that does not exist",
                    address,
                    count);
        }
    }

    void succeeded(HttpServletRequest request) {
        String account = account(request);
        if (account != null) {
            delays.succeeded(account, address(request));
        }
    }

    /** The name of an HTTP Basic login; null for none, or where it cannot be read. */
    private static @Nullable String account(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 || colon > 200 ? null : pair.substring(0, colon);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /**
     * Where the request comes from. A proxy in our own network says so in the last entry of {@code X-Forwarded-For}; what
     * anybody else says there is not believed.
     */
    static String address(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded != null && isOurs(peer)) {
            String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            if (last.matches("[0-9a-fA-F.:]{2,45}")) {
                return last;
            }
        }
        return peer;
    }

    private static boolean isOurs(String peer) {
        try {
            InetAddress address = InetAddress.getByName(peer);
            return address.isLoopbackAddress() || address.isSiteLocalAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
