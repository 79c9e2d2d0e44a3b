package daftar.automations.webhook;

import daftar.messages.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where events may be sent. A webhook's address is somebody's wish, and the process that follows it can reach what that
 * person cannot: so a name must lead to public addresses only, or into networks that whoever runs Daftar has allowed. It is
 * looked up before every attempt, as names change where they lead.
 */
public final class Destinations {

    /** What is not the public internet: RFC 6890 and what was added to its registries. */
    private static final List<Network> SPECIAL = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::1/128",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .stream()
            .map(Network::of)
            .toList();

    private final List<Network> allowed;
    private final boolean plainHttp;
    private final Names names;

    /** Looks a host's name up. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /**
     * @param allowed networks that may be sent to although they are not public
     * @param plainHttp whether http is enough for other hosts than this machine
     */
    public Destinations(List<Network> allowed, boolean plainHttp, Names names) {
        this.allowed = List.copyOf(allowed);
        this.plainHttp = plainHttp;
        this.names = names;
    }

    /** @throws Refused INVALID, naming {@code url} and what is wrong */
    public URI check(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw refused("malformed-url", "url is no address.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || (!scheme.equals("https") && !scheme.equals("http")) || uri.getRawUserInfo() != null) {
            throw refused("malformed-url", "url must be an https address with a host.");
        }
        InetAddress[] addresses;
        try {
            addresses = names.addressesOf(host);
        } catch (UnknownHostException unknown) {
            throw refused("unknown-host", "There is no host " + host + ".");
        }
        boolean loopback = true;
        for (InetAddress address : addresses) {
            loopback &= address.isLoopbackAddress();
            if (!isPublic(address) && allowed.stream().noneMatch(network -> network.contains(address))) {
                throw refused(
                        "address-not-allowed",
                        host + " leads to an address that is not public; whoever runs Daftar allows networks by"
                                + " daftar.webhooks.networks.");
            }
        }
        if (scheme.equals("http") && !loopback && !plainHttp) {
            throw refused("not-secure", "url must be https; http is for receivers on this machine.");
        }
        return uri;
    }

    static boolean isPublic(InetAddress address) {
        return SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private static Refused refused(String code, String detail) {
        return Refused.invalid(code, "url", detail);
    }
}
