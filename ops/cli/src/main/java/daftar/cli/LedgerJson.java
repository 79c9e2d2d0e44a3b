package daftar.cli;

import daftar.ledger.Hash;
import daftar.ledger.KeyChain;
import daftar.ledger.KeyLink;
import daftar.ledger.Leaf;
import daftar.ledger.PublicKey;
import daftar.ledger.StoredEvent;
import daftar.ledger.TreeHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the ledger answers and what an export holds: the same JSON. */
final class LedgerJson {

    private LedgerJson() {}

    /** @throws IllegalArgumentException if it is none */
    static TreeHead.Signed head(JsonNode json) {
        return new TreeHead.Signed(
                new TreeHead(
                        number(json, "size"),
                        Hash.parse(text(json, "root")),
                        number(json, "position"),
                        Instant.parse(text(json, "signedAt"))),
                text(json, "keyId"),
                text(json, "signature"));
    }

    /** The keys of a ledger. @throws IllegalArgumentException if it is none */
    static KeyChain chain(JsonNode json) {
        List<KeyLink> links = new ArrayList<>();
        for (JsonNode link : json.path("links")) {
            links.add(new KeyLink(
                    PublicKey.of(text(link, "publicKey")),
                    PublicKey.of(text(link, "newPublicKey")),
                    number(link, "size"),
                    Instant.parse(text(link, "rotatedAt")),
                    link.path("signature").isString() ? text(link, "signature") : null,
                    text(link, "newSignature")));
        }
        return links.isEmpty()
                ? KeyChain.of(PublicKey.of(text(json, "publicKey")))
                : new KeyChain(links.getFirst().before(), links);
    }

    /** @throws IllegalArgumentException if it is none */
    static StoredEvent event(JsonNode json) {
        return new StoredEvent(
                text(json, "stream"),
                number(json, "revision"),
                number(json, "position"),
                UUID.fromString(text(json, "eventId")),
                text(json, "type"),
                Instant.parse(text(json, "recordedAt")),
                Base64.getDecoder().decode(text(json, "data")),
                Base64.getDecoder().decode(text(json, "metadata")));
    }

    /** What the ledger kept of an event. @throws IllegalArgumentException if it is none */
    static Leaf leaf(JsonNode json) {
        return new Leaf(
                text(json, "stream"),
                number(json, "revision"),
                UUID.fromString(text(json, "eventId")),
                text(json, "type"),
                Instant.parse(text(json, "recordedAt")),
                Hash.parse(text(json, "dataSha256")),
                Hash.parse(text(json, "metadataSha256")));
    }

    static List<Hash> hashes(JsonNode json) {
        List<Hash> hashes = new ArrayList<>();
        for (JsonNode each : json) {
            hashes.add(Hash.parse(each.asString()));
        }
        return hashes;
    }

    static long number(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing, or no whole number");
        }
        return value.asLong();
    }

    static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing, or no text");
        }
        return value.asString();
    }
}
