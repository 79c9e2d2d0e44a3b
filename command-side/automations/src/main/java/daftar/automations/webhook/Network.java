package daftar.automations.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses, as CIDR writes it.
 *
 * @param prefix how many leading bits count
 */
public record Network(InetAddress address, int prefix) {

    /** @throws IllegalArgumentException for what is none */
    public static Network of(String cidr) {
        int slash = cidr.indexOf('/');
        String literal = slash < 0 ? cidr : cidr.substring(0, slash);
        // a literal only: a name would be looked up
        if (!literal.matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException(cidr + " is no network such as 10.0.0.0/8 or fd00::/8");
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            int bits = address.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException(cidr + " has more bits than its address");
            }
            return new Network(address, prefix);
        } catch (UnknownHostException | NumberFormatException malformed) {
            throw new IllegalArgumentException(cidr + " is no network such as 10.0.0.0/8 or fd00::/8", malformed);
        }
    }

    /** Whether the address lies in it. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
