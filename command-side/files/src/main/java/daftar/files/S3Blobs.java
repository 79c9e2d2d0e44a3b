package daftar.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** In a bucket of an S3-compatible store, an object each. A store acknowledges an object once all of it is kept. */
public final class S3Blobs implements Blobs {

    private static final int NOT_FOUND = 404;

    /**
     * Where the bucket is.
     *
     * @param prefix before all names; empty for none
     * @param endpoint null for Amazon's own
     * @param pathStyle whether the bucket is named in the address's path, not in its host
     * @param accessKey null to take what the platform gives (environment, profile, instance)
     */
    public record Place(
            String bucket,
            String prefix,
            @Nullable URI endpoint,
            String region,
            boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey) {

        @Override
        public String toString() {
            return "s3://" + bucket + "/" + prefix; // never the secret
        }
    }

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    public S3Blobs(Place place) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(place.region()))
                .forcePathStyle(place.pathStyle())
                // other stores than Amazon's do not know the newer checksums; content is checked by its own seal
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30)));
        String accessKey = place.accessKey();
        String secretKey = place.secretKey();
        builder.credentialsProvider(
                accessKey == null || secretKey == null
                        ? DefaultCredentialsProvider.builder().build()
                        : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
        if (place.endpoint() != null) {
            builder.endpointOverride(place.endpoint());
        }
        this.client = builder.build();
        this.bucket = place.bucket();
        this.prefix = place.prefix().isEmpty() || place.prefix().endsWith("/") ? place.prefix() : place.prefix() + "/";
    }

    private interface Call<T> {
        T done();
    }

    private static <T> T at(String name, Call<T> call) throws IOException {
        try {
            return call.done();
        } catch (NoSuchKeyException none) {
            throw new NoSuchFileException(name);
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) {
                throw new NoSuchFileException(name);
            }
            throw new IOException("the file store answered " + refused.statusCode() + " for " + name, refused);
        } catch (SdkException away) {
            throw new IOException("the file store is away", away);
        }
    }

    @Override
    public void write(String name, Path whole) throws IOException {
        var unused = at(
                name,
                () -> client.putObject(
                        put -> put.bucket(bucket).key(prefix + name).contentType("application/octet-stream"),
                        RequestBody.fromFile(whole)));
        Files.deleteIfExists(whole);
    }

    @Override
    public void note(String name, String text) throws IOException {
        var unused = at(
                name,
                () -> client.putObject(
                        put -> put.bucket(bucket).key(prefix + name).contentType("text/plain"),
                        RequestBody.fromString(text, StandardCharsets.UTF_8)));
    }

    @Override
    public InputStream read(String name, long from) throws IOException {
        return at(
                name,
                () -> client.getObject(get -> {
                    get.bucket(bucket).key(prefix + name);
                    if (from > 0) {
                        get.range("bytes=" + from + "-");
                    }
                }));
    }

    @Override
    public long size(String name) throws IOException {
        try {
            return at(name, () -> client.headObject(head -> head.bucket(bucket).key(prefix + name))
                    .contentLength());
        } catch (NoSuchFileException none) {
            return -1;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            var unused =
                    at(name, () -> client.deleteObject(it -> it.bucket(bucket).key(prefix + name)));
        } catch (NoSuchFileException none) {
            // as wished
        }
    }

    @Override
    public List<String> list(String beginning) throws IOException {
        String whole = prefix + beginning;
        return at(
                beginning,
                () -> client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(whole)).contents().stream()
                        .map(S3Object::key)
                        .map(key -> key.substring(whole.length()))
                        .sorted()
                        .toList());
    }

    @Override
    public void close() {
        client.close();
    }
}
