package daftar.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 hash of the tree, as RFC 6962, section 2.1 makes them: of a leaf with 0x00 before it, of an inner node with 0x01.
 * The two can therefore never be taken for each other.
 */
public final class Hash {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    /** The root of a tree without leaves. */
    public static final Hash EMPTY = new Hash(digest().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The plain SHA-256 of some bytes: no hash of the tree, but what a leaf says of what it does not hold. */
    public static Hash ofBytes(byte[] bytes) {
        return new Hash(digest().digest(bytes));
    }

    /** The hash of a leaf's content. */
    public static Hash ofLeaf(byte[] content) {
        byte[] all = new byte[1 + content.length];
        all[0] = LEAF;
        System.arraycopy(content, 0, all, 1, content.length);
        return ofBytes(all);
    }

    /** The hash of the node above two others. */
    public static Hash ofNode(Hash left, Hash right) {
        byte[] both = new byte[1 + 2 * LENGTH];
        both[0] = NODE;
        left.copyTo(both, 1);
        right.copyTo(both, 1 + LENGTH);
        return ofBytes(both);
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The hash at an offset of many that lie one behind the other. */
    public static Hash at(byte[] many, int offset) {
        return new Hash(Arrays.copyOfRange(many, offset, offset + LENGTH));
    }

    /** @throws IllegalArgumentException unless these are 64 hexadecimal digits */
    public static Hash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Copies its bytes to an offset of many. */
    public void copyTo(byte[] many, int offset) {
        System.arraycopy(bytes, 0, many, offset, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
