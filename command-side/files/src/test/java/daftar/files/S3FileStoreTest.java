package daftar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a bucket, over HTTP, each request signed. */
class S3FileStoreTest extends FileStoreContract {

    private SmallS3 server;

    @Override
    Blobs blobs() throws IOException {
        server = new SmallS3("desk", "key-id", "secret");
        return at("secret");
    }

    private Blobs at(String secret) {
        return new S3Blobs(
                new S3Blobs.Place("desk", "files", server.address(), "eu-central-1", true, "key-id", secret));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_is_signed_with_another_secret_is_refused() {
        try (Blobs others = at("another")) {
            assertThatThrownBy(() -> others.note("pending/x", "y"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("403");
        }
        assertThat(server.objects()).isEmpty();
    }
}
