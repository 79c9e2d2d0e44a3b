package daftar.messages.file;

import java.io.IOException;

/** Files are looked through before they are taken, and the scanner cannot do so now. */
public final class ScannerAway extends IOException {

    public ScannerAway() {
        super("the virus scanner is away");
    }
}
