package daftar.http.security;

import daftar.messages.Actor;
import jakarta.servlet.http.HttpServletRequest;

/** A caller whose answer lasts: who they are now, asked again while it does. */
@FunctionalInterface
public interface Presence {

    /**
     * The person with the roles that they have now.
     *
     * @throws daftar.messages.Refused FORBIDDEN where they may not come in any more: deactivated, or their token revoked or
     *     expired
     */
    Actor now();

    /** The one that the request's filter has found. @param first who came in, where no filter was in the way */
    static Presence of(HttpServletRequest request, Actor first) {
        return request.getAttribute(CallerFilter.PRESENCE) instanceof Presence presence ? presence : () -> first;
    }
}
