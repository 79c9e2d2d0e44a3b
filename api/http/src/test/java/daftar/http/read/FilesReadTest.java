package daftar.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.file.FileStore;
import daftar.messages.file.FileVisibility;
import daftar.messages.file.StoredFile;
import daftar.messages.query.TicketFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files of a ticket, listed and read. */
class FilesReadTest {

    static final List<TicketFile> FILES = List.of(
            file("aa", "گزارش \"۱\".html", "text/html", null),
            file("bb", "b.txt", "text/plain", "Eicar"),
            file("cc", "gone.txt", "text/plain", null),
            file("dd", "away.txt", "text/plain", null));

    private static TicketFile file(String sha, String name, String type, @Nullable String withheld) {
        return new TicketFile(
                sha.repeat(32), ReadApi.ID, name, 10, type, FileVisibility.PUBLIC, null, Instant.EPOCH, withheld);
    }

    /** Ten bytes of each. */
    static final class Store implements FileStore {
        @Override
        public StoredFile put(InputStream content, long limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(String sha256, long from) throws IOException {
            if (sha256.startsWith("cc")) {
                throw new NoSuchFileException(sha256);
            }
            if (sha256.startsWith("dd")) {
                throw new java.net.ConnectException("the store is away");
            }
            InputStream in = new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.US_ASCII));
            in.skipNBytes(from);
            return in;
        }

        @Override
        public boolean exists(String sha256) {
            return true;
        }

        @Override
        public void keep(String sha256, String ticket) {}
    }

    private static ReadApi.Got get(String sha, String... headers) {
        return ReadApi.get("requester", "/api/tickets/T-1/files/" + sha.repeat(32), headers);
    }

    @Test
    void a_file_is_saved_and_never_shown() {
        ReadApi.Got got = get("aa");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.raw().body()).isEqualTo("0123456789");
        assertThat(got.header("Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(got.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(got.header("ETag")).isEqualTo("\"" + "aa".repeat(32) + "\"");
        assertThat(get("aa", "If-None-Match", got.header("ETag")).status()).isEqualTo(304);
    }

    @Test
    void a_part_is_given_and_only_of_the_content_that_is_meant() {
        ReadApi.Got part = get("aa", "Range", "bytes=2-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.raw().body()).isEqualTo("234");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(get("aa", "Range", "bytes=-3").raw().body()).isEqualTo("789");
        assertThat(get("aa", "Range", "bytes=2-4", "If-Range", "\"other\"").status())
                .isEqualTo(200);
        ReadApi.Got beyond = get("aa", "Range", "bytes=10-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    void what_is_not_given_out_says_why() {
        assertThat(get("bb").status()).isEqualTo(403);
        assertThat(get("bb").problem()).isEqualTo("file-withheld");
        assertThat(get("cc").status()).isEqualTo(410);
        assertThat(get("dd").status()).isEqualTo(503);
        assertThat(get("ee").status()).isEqualTo(404);
        assertThat(ReadApi.get("requester", "/api/tickets/T-404/files").status())
                .isEqualTo(404);
        assertThat(ReadApi.get("requester", "/api/tickets/T-403/files").status())
                .isEqualTo(403);
        assertThat(ReadApi.get("requester", "/api/tickets/T-1/files?x=1").problem())
                .isEqualTo("unknown-parameter");
        assertThat(ReadApi.get("requester", "/api/tickets/T-1/files").body().path("files"))
                .hasSize(4);
    }
}
