package daftar.files;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keys as the register keeps them. */
final class KeysInMemory implements FileKeys {

    final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    /** Of contents whose key was destroyed; no other is made. */
    final Set<String> destroyed = ConcurrentHashMap.newKeySet();

    @Override
    public byte @Nullable [] keyOf(String sha256) {
        return keys.get(sha256);
    }

    @Override
    public void prepare(String sha256) {
        if (destroyed.contains(sha256)) {
            return;
        }
        var unused = keys.computeIfAbsent(sha256, none -> {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return key;
        });
    }
}
