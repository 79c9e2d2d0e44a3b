package daftar.mail;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why the certificate of a server was not taken, in words for operators. */
public final class Certificates {

    private Certificates() {}

    /**
     * @param server how it was asked for
     * @return null where the fault has nothing to do with a certificate
     */
    public static @Nullable String refusal(String server, Throwable fault) {
        boolean secured = false;
        String why = null;
        for (Throwable each = fault; each != null; each = each.getCause()) {
            secured |= each instanceof SSLException;
            String here =
                    switch (each) {
                        case CertificateExpiredException e -> "it has lapsed";
                        case CertificateNotYetValidException e -> "it is not valid yet";
                        case CertPathBuilderException e -> "no authority that this machine trusts has signed it";
                        case CertPathValidatorException e -> "its chain of signatures does not hold";
                        case CertificateException e when isOfAnotherName(e) -> "it is made out for another name";
                        default -> null;
                    };
            why = here == null ? why : here; // the innermost knows best
        }
        return secured && why != null ? "the certificate of " + server + " is refused: " + why : null;
    }

    private static boolean isOfAnotherName(CertificateException fault) {
        String said = String.valueOf(fault.getMessage());
        return said.startsWith("No subject alternative") || said.startsWith("No name matching");
    }
}
