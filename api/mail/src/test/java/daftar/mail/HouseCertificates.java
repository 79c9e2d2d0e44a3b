package daftar.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of an authority of one's own: one for this machine's address, one for another name, one that has lapsed. */
public final class HouseCertificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore all;

    /** @param folder where they are put */
    public HouseCertificates(Path folder) throws Exception {
        Path store = folder.resolve("all.p12");
        issue(store, "authority", "-ext", "bc:c");
        issue(store, "good", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
        issue(store, "elsewhere", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
        issue(
                store,
                "lapsed",
                "-signer",
                "authority",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "-9d",
                "-validity",
                "2");
        all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD);
        }
    }

    private static void issue(Path store, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** A server's. */
    public SSLContext of(String alias) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(alone(alias), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts the authority, as {@code javax.net.ssl.trustStore} would, until it is closed. */
    public AutoCloseable trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", all.getCertificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(context);
        return () -> SSLContext.setDefault(before);
    }

    private KeyStore alone(String alias) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        return store;
    }
}
