package daftar.app.file;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.eventstore.keys.KeyStreams;
import daftar.files.Blobs;
import daftar.files.Clamd;
import daftar.files.DiskBlobs;
import daftar.files.FileKeys;
import daftar.files.S3Blobs;
import daftar.files.SealedFileStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where files are kept: for the nodes that take them, and those that give them out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.QUERY})
public class FileConfiguration {

    private static final String S3 = "s3";

    @Bean
    Blobs blobs(Settings settings) throws IOException {
        Settings.Files files = settings.files();
        String store = files.store();
        if (store == null || !store.startsWith(S3 + ":")) {
            return new DiskBlobs(store == null ? settings.data().resolve("files") : Path.of(store));
        }
        URI address = URI.create(store);
        if (!S3.equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("daftar.files.store is a folder or s3://bucket/prefix, not " + store);
        }
        String path = Objects.requireNonNullElse(address.getPath(), "");
        return new S3Blobs(new S3Blobs.Place(
                address.getHost(),
                path.startsWith("/") ? path.substring(1) : path,
                files.s3Endpoint(),
                files.s3Region(),
                files.s3PathStyle(),
                files.s3AccessKey(),
                files.s3SecretKey()));
    }

    /** A key of its own for each content, in {@code keys-file-<hash>}: destroyed there, nobody reads the content any more. */
    @Bean
    FileKeys fileKeys(KeyStreams keys) {
        return new FileKeys() {
            @Override
            public byte @Nullable [] keyOf(String sha256) {
                return keys.keyOf("file-" + sha256);
            }

            @Override
            public void prepare(String sha256) {
                keys.prepare("file-" + sha256);
            }
        };
    }

    @Bean
    SealedFileStore fileStore(Blobs blobs, FileKeys keys, Settings settings, InstantSource clock) throws IOException {
        return new SealedFileStore(blobs, keys, settings.data().resolve("files-incoming"), clock);
    }

    /** Told, but not part of being ready: a desk without files is a desk. */
    @Bean
    HealthIndicator fileStoreHealthIndicator(SealedFileStore store) {
        return () -> {
            try {
                store.check();
                return Health.up().build();
            } catch (IOException away) {
                return Health.down()
                        .withDetail("reason", String.valueOf(away.getMessage()))
                        .build();
            }
        };
    }

    @Bean
    HealthIndicator virusScannerHealthIndicator(Settings settings) {
        Clamd scanner = scanner(settings);
        return () -> scanner == null
                ? Health.up().withDetail("scanner", "none").build()
                : scanner.isThere()
                        ? Health.up().build()
                        : Health.down()
                                .withDetail("reason", "clamd does not answer")
                                .build();
    }

    static @Nullable Clamd scanner(Settings settings) {
        String address = settings.files().clamd();
        return address == null ? null : Clamd.at(address, settings.files().clamdPatience());
    }
}
