package daftar.http.mail;

import daftar.messages.mail.AsideMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mails that were set aside, as tests say. */
public final class MemoryMails implements AsideMails {

    public final Map<String, AsideMail> mails = new ConcurrentHashMap<>();

    /** What a retry makes of a mail. */
    public volatile UnaryOperator<AsideMail> retried = UnaryOperator.identity();

    public volatile boolean away;

    @Override
    public List<AsideMail> waiting() {
        return List.copyOf(mails.values());
    }

    @Override
    public AsideMail opened(AsideMail mail) {
        return mail;
    }

    @Override
    public @Nullable AsideMail find(String id) {
        return mails.get(id);
    }

    @Override
    public InputStream raw(String sha256) throws IOException {
        if (away) {
            throw new IOException("away");
        }
        return new ByteArrayInputStream("From: <script>".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void retry(AsideMail mail, @Nullable String person, boolean anyway) throws IOException {
        if (away) {
            throw new IOException("away");
        }
        mails.put(mail.id(), retried.apply(mail));
    }

    @Override
    public boolean awaitPosition(long position) {
        return true;
    }
}
