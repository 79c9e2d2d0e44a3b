package daftar.domain.ticket;

import daftar.messages.file.FileStore;
import daftar.messages.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows which content there is, and what was kept for whom. */
public final class RememberedFiles implements FileStore {

    public final Set<String> there = new HashSet<>();
    public final List<String> kept = new ArrayList<>();

    /** Whether it cannot be reached. */
    public boolean away;

    @Override
    public StoredFile put(InputStream content, long limit) {
        throw new UnsupportedOperationException("nothing is put here");
    }

    @Override
    public InputStream open(String sha256, long from) {
        throw new UnsupportedOperationException("nothing is read here");
    }

    @Override
    public boolean exists(String sha256) {
        return there.contains(sha256);
    }

    @Override
    public void keep(String sha256, String ticket) throws IOException {
        if (away) {
            throw new IOException("away");
        }
        if (!there.contains(sha256)) {
            throw new NoSuchFileException(sha256);
        }
        kept.add(sha256 + " " + ticket);
    }
}
