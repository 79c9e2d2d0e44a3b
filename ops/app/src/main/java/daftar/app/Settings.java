package daftar.app;

import daftar.files.FilePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Daftar's own settings, {@code daftar.…}.
 *
 * @param data the folder of the embedded servers and of the installation's key
 * @param eventStore {@code embedded}, or an EventStoreDB address {@code esdb://…}
 * @param elasticsearch {@code embedded}, or {@code http(s)://…}
 * @param elasticsearchUsername for an Elasticsearch of one's own; null for none
 * @param elasticsearchPassword for an Elasticsearch of one's own; null for none
 * @param elasticsearchCredentials a properties file with {@code username} and {@code password}, as the
 *     embedded one writes it; null for none
 * @param indexPrefix put before the names of all indexes; empty for none
 * @param installationKey the installation's key, 32 bytes in base64, from a secret; null to keep it in a file of
 *     {@code data}
 * @param logins who may log in where there are no demo people, a line {@code name=person-id;ROLE,ROLE;bcrypt} each; null
 *     for nobody but those of the directory
 * @param files where files are kept, and which are taken
 * @param identity whom the tokens of an identity provider stand for
 * @param webhooks where events may be sent
 * @param ledger the proof that nothing was altered
 */
@ConfigurationProperties("daftar")
public record Settings(
        @DefaultValue("data") Path data,
        @DefaultValue(EMBEDDED) String eventStore,
        @DefaultValue(EMBEDDED) String elasticsearch,
        @Nullable String elasticsearchUsername,
        @Nullable String elasticsearchPassword,
        @Nullable Path elasticsearchCredentials,
        @DefaultValue("") String indexPrefix,
        @Nullable String installationKey,
        @Nullable Path logins,
        @DefaultValue Identity identity,
        @DefaultValue Embedded embedded,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Ledger ledger,
        @DefaultValue Files files) {

    /**
     * How people of an identity provider ({@code spring.security.oauth2.resourceserver.jwt.issuer-uri}) are found in the
     * directory.
     *
     * @param claim the claim of its tokens that names the person: {@code email} by their mail address, any other by the
     *     name that they sign in by or their id, with or without {@code person-}
     * @param rolesClaim the claim whose words are roles while the directory does not know the person; null lets nobody in
     *     whom it does not know
     */
    public record Identity(
            @DefaultValue("sub") String claim, @Nullable String rolesClaim) {}

    /**
     * Where events may be sent besides public addresses by https.
     *
     * @param networks such as {@code 10.20.0.0/16}: receivers inside of the organisation
     * @param plainHttp whether receivers on other machines may have http addresses
     */
    public record Webhooks(
            @DefaultValue({}) List<String> networks,
            @DefaultValue("false") boolean plainHttp) {}

    /**
     * The ledger over the log.
     *
     * @param enabled whether command nodes keep and sign it
     * @param interval between signed heads, where the log has grown
     * @param key its Ed25519 key pair, as the file {@code ledger.key} holds it, from a secret; null to keep it in that file of
     *     the data's folder
     * @param nextKey the key pair that is to take its place; null for the file {@code ledger.key.next} beside that
     * @param lostKey the public half of a key that cannot sign any more and whose place {@code key} takes; null for none
     * @param headsFile where heads are published; null for {@code ledger-heads.jsonl} of the data's folder
     * @param mailTo addresses that the newest head is mailed to
     * @param mailInterval how often at most; an hour at least
     * @param mailLanguage of those mails, BCP 47
     */
    public record Ledger(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1m") Duration interval,
            @Nullable String key,
            @Nullable String nextKey,
            @Nullable String lostKey,
            @Nullable Path headsFile,
            @DefaultValue({}) List<String> mailTo,
            @DefaultValue("1d") Duration mailInterval,
            @DefaultValue("en") String mailLanguage) {

        @Override
        public String toString() {
            return "Ledger each " + interval; // never the key
        }
    }

    /**
     * @param store a folder, or {@code s3://bucket/prefix}; null for {@code files} of the data's folder
     * @param s3Endpoint of an S3-compatible store; null for Amazon's own
     * @param s3PathStyle whether the bucket is in the address's path, not in its host
     * @param s3AccessKey null to take what the platform gives
     * @param maxSize of a file
     * @param perTicket how many files a ticket may have
     * @param maxSizePerTicket of all files of a ticket
     * @param refused media types and endings of names that are refused as well; with {@code -} before those that are not
     * @param clamd the virus scanner, {@code host:port} or {@code unix:/path}; null for none
     * @param whenUnscanned what is done while the scanner is away: REFUSE or ACCEPT
     * @param unattachedFor how long a file is kept that no ticket has; a day at least
     */
    public record Files(
            @Nullable String store,
            @Nullable URI s3Endpoint,
            @DefaultValue("us-east-1") String s3Region,
            @DefaultValue("false") boolean s3PathStyle,
            @Nullable String s3AccessKey,
            @Nullable String s3SecretKey,
            @DefaultValue("25MB") DataSize maxSize,
            @DefaultValue("200") int perTicket,
            @DefaultValue("500MB") DataSize maxSizePerTicket,
            @DefaultValue("") List<String> refused,
            @Nullable String clamd,
            @DefaultValue("10s") Duration clamdPatience,
            @DefaultValue("REFUSE") FilePolicy.Unscanned whenUnscanned,
            @DefaultValue("24h") Duration unattachedFor) {

        @Override
        public String toString() {
            return "Files in " + store; // never the secrets
        }
    }

    /** The value that asks for the embedded server. */
    public static final String EMBEDDED = "embedded";

    /**
     * @param eventStorePort 0 for a free one
     * @param elasticsearchPort 0 for a free one
     * @param elasticsearchHeap megabytes
     * @param quickStart starts Elasticsearch in half the CPU and makes it slower later: for tests
     */
    public record Embedded(
            @DefaultValue("2113") int eventStorePort,
            @DefaultValue("0") int elasticsearchPort,
            @DefaultValue("512") int elasticsearchHeap,
            @DefaultValue("false") boolean quickStart,
            @Nullable Path elasticsearchHome) {}

    public boolean isEventStoreEmbedded() {
        return eventStore.equals(EMBEDDED);
    }

    public boolean isElasticsearchEmbedded() {
        return elasticsearch.equals(EMBEDDED);
    }

    /** Demo people exist only where both servers are embedded. */
    public boolean isDemo() {
        return isEventStoreEmbedded() && isElasticsearchEmbedded();
    }

    @Override
    public String toString() {
        return "Settings of " + data; // never the secrets
    }
}
