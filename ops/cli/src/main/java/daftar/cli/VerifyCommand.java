package daftar.cli;

import daftar.cli.ApiClient.Answer;
import daftar.ledger.Finding;
import daftar.ledger.KeyChain;
import daftar.ledger.Proofs;
import daftar.ledger.PublicKey;
import daftar.ledger.TreeHead;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * Checks an export without a server, and names the first event that is not as it was; or checks that the ledger of a running
 * desk grew out of what was seen of it the last time.
 */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks an export (FILE) without a server and names the first event that was changed, removed, inserted or",
            "moved; or, with --url, that a running desk's ledger grew out of what was seen the last time."
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An export.")
    private @Nullable Path file;

    @Option(
            names = "--heads",
            description =
                    "Heads that were published outside of the store: a copy of the published file, bodies of webhooks, or"
                            + " saved mails. What is none is passed over.")
    private @Nullable Path heads;

    @Option(
            names = "--key",
            description =
                    "The ledger's public key in base64, or a file with it: the present one, or an older one that has signed"
                            + " for those after it. Several where one took the place of a lost one. Without it the export's"
                            + " own, which proves only that the export fits together.")
    private List<String> keys = List.of();

    @Option(names = "--url", description = "The running desk's address, instead of FILE.")
    private @Nullable URI url;

    @Option(names = "--user", description = "name:password of an auditor, with --url.")
    private @Nullable String user;

    @Option(
            names = "--known",
            defaultValue = "ledger-known.jsonl",
            description = "With --url: where the heads that were seen are kept (default: ${DEFAULT-VALUE}).")
    private Path known;

    @Override
    public Integer call() throws Exception {
        if (file != null) {
            return export(file);
        }
        if (url == null || user == null) {
            System.err.println("Name an export, or --url and --user of a running desk.");
            return 2;
        }
        return desk(url, user);
    }

    private int export(Path path) throws IOException {
        Verification verification;
        try (ExportFile export = ExportFile.open(path);
                ProgressBar bar = ImportCommand.bar("Events", 0)) {
            verification = Verification.of(export, pinned(), heads == null ? List.of() : published(heads), count -> {
                if (count % 4_096 == 0) {
                    bar.stepTo(count);
                }
            });
        }
        if (keys.isEmpty()) {
            System.err.println("No --key was given: the signatures were checked with the export's own key.");
        }
        verification
                .files()
                .missing()
                .forEach((sha256, why) -> System.err.println("Not in the export: the file " + sha256 + ", " + why
                        + ". That it was attached is proved, why it is not here is not."));
        return said(
                verification.finding(),
                verification.events(),
                verification.newest(),
                verification.period(),
                verification.files());
    }

    /** The newest head must have grown out of the one that was seen last. */
    private int desk(URI address, String login) throws IOException, InterruptedException {
        List<TreeHead.Signed> seen =
                Files.exists(known) ? SavedHeads.in(Files.readString(known)).heads() : List.of();
        try (ApiClient client = new ApiClient(address, login)) {
            KeyChain chain = LedgerJson.chain(get(client, "/api/ledger/key"));
            List<PublicKey> pinned = pinned();
            String fault = chain.fault(pinned);
            JsonNode json = get(client, "/api/ledger").path("head");
            if (!json.isObject()) {
                throw new IllegalStateException("The ledger has signed no head yet.");
            }
            TreeHead.Signed newest = LedgerJson.head(json);
            Finding finding = fault != null
                    ? unsigned(fault)
                    : grown(client, chain.trustedBy(pinned), seen.isEmpty() ? null : seen.getLast(), newest);
            if (finding == null && (seen.isEmpty() || !seen.getLast().equals(newest))) {
                Files.writeString(
                        known,
                        ApiClient.JSON.writeValueAsString(json) + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            return said(finding, newest.head().size(), newest, null, FilesCheck.NONE);
        }
    }

    private static @Nullable Finding grown(
            ApiClient client, KeyChain.Trusted trusted, TreeHead.@Nullable Signed last, TreeHead.Signed newest)
            throws IOException, InterruptedException {
        String objection = trusted.objection(newest);
        if (objection != null) {
            return unsigned("the newest head " + objection);
        }
        if (last == null) {
            return null;
        }
        TreeHead before = last.head();
        TreeHead now = newest.head();
        String objectionToLast = trusted.objection(last);
        if (objectionToLast != null) {
            return unsigned("the head that was seen last, signed by the key " + last.keyId() + ", " + objectionToLast);
        }
        if (now.size() < before.size()) {
            return unsigned("the ledger is over " + now.size() + " events, but was over " + before.size() + " at "
                    + before.signedAt() + ": its end was cut off");
        }
        JsonNode proof = get(client, "/api/ledger/consistency?from=" + before.size() + "&to=" + now.size());
        return Proofs.grewFrom(
                        before.root(), before.size(), now.root(), now.size(), LedgerJson.hashes(proof.path("proof")))
                ? null
                : unsigned("the ledger did not grow out of the one that was seen at " + before.signedAt()
                        + ": one of its first " + before.size() + " events is not as it was");
    }

    private static Finding unsigned(String what) {
        return new Finding(Finding.Kind.UNSIGNED, -1, null, -1, -1, what);
    }

    private static int said(
            @Nullable Finding finding,
            long events,
            TreeHead.@Nullable Signed newest,
            @Nullable ExportedPeriod period,
            FilesCheck files) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("verified", finding == null);
        line.put("events", events);
        if (period != null) {
            line.put("from", period.from().toString());
            line.put("to", period.to().toString());
        }
        if (files.checked() > 0 || !files.missing().isEmpty()) {
            line.put("files", files.checked());
            line.put("missingFiles", files.missing().size());
        }
        if (newest != null) {
            line.put("size", newest.head().size());
            line.put("signedAt", newest.head().signedAt().toString());
            line.put("keyId", newest.keyId());
        }
        if (finding != null) {
            System.err.println(finding);
            line.put("kind", finding.kind().name());
            line.put("stream", finding.stream());
            line.put("revision", finding.revision());
            line.put("position", finding.position());
            line.put("what", finding.what());
        }
        System.out.println(ApiClient.JSON.writeValueAsString(line));
        return finding == null ? 0 : 1;
    }

    private List<PublicKey> pinned() throws IOException {
        List<PublicKey> pinned = new ArrayList<>();
        for (String key : keys) {
            // base64 may be no path at all, or one that is too long
            File file = new File(key);
            pinned.add(PublicKey.of(file.exists() ? Files.readString(file.toPath()) : key));
        }
        return pinned;
    }

    /** The heads that were published. @throws IllegalArgumentException if there is none */
    private static List<TreeHead.Signed> published(Path path) throws IOException {
        SavedHeads saved = SavedHeads.in(Files.readString(path));
        if (saved.heads().isEmpty()) {
            throw new IllegalArgumentException("There is no signed head in " + path + ".");
        }
        if (saved.others() > 0) {
            System.err.println(saved.heads().size() + " heads were read from " + path + "; " + saved.others()
                    + " other lines were passed over.");
        }
        return saved.heads();
    }

    private static JsonNode get(ApiClient client, String path) throws IOException, InterruptedException {
        Answer answer = client.get(path);
        if (!answer.isSuccess()) {
            throw new IOException("The ledger was not shown: " + answer.problem());
        }
        return answer.body();
    }
}
