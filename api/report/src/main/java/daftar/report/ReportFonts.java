package daftar.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.autodetect.FontFileFinder;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.jspecify.annotations.Nullable;

/**
 * The fonts that a PDF is written with. DejaVu Sans comes with Daftar and has Latin, Cyrillic and Arabic script with the letters
 * of Persian. For what it has not, such as Chinese, there is a folder that the operator names, then what the system has.
 * Outlines must be TrueType ({@code .ttf}, {@code .ttc}): others cannot be embedded in part.
 */
public final class ReportFonts {

    private static final System.Logger LOG = System.getLogger(ReportFonts.class.getName());
    private static final String SHIPPED = "/net/sf/jasperreports/fonts/dejavu/";

    private final byte[] regular = shipped("DejaVuSans.ttf");
    private final byte[] bold = shipped("DejaVuSans-Bold.ttf");
    private final Set<Integer> covered;
    private final @Nullable Path folder;
    private final boolean ofTheSystem;
    private @Nullable List<Extra> extras;

    /** A font besides the shipped one. @param name which of a collection's fonts it is */
    record Extra(Path file, String name, CmapLookup characters) {

        /** Reads it anew; whoever closes it closes its file. */
        TrueTypeFont open() throws IOException {
            if (!isCollection(file)) {
                return new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile()));
            }
            return new TrueTypeCollection(file.toFile()).getFontByName(name);
        }
    }

    /**
     * @param folder of further fonts; null for none
     * @param ofTheSystem whether those that the system has are looked at, too
     */
    public ReportFonts(@Nullable Path folder, boolean ofTheSystem) {
        this.folder = folder;
        this.ofTheSystem = ofTheSystem;
        this.covered = new TreeSet<>();
        try (TrueTypeFont font = parse(regular)) {
            CmapLookup characters = font.getUnicodeCmapLookup();
            for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
                if (characters.getGlyphId(c) != 0) {
                    covered.add(c);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped font, open for good. */
    TrueTypeFont plain() {
        try {
            return parse(regular);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] regular() {
        return regular;
    }

    byte[] bold() {
        return bold;
    }

    private static TrueTypeFont parse(byte[] font) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(font));
    }

    /** Characters that change the order of others and are not seen themselves: in a report they are to be seen. */
    static boolean isOrder(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /** The characters that the shipped font does not have, or that are not to be written as they are. */
    Set<Integer> beyondShipped(String text) {
        Set<Integer> beyond = new TreeSet<>();
        text.codePoints()
                .filter(c -> c != '\n' && c != '\t' && c != '\r' && (!covered.contains(c) || isOrder(c)))
                .forEach(beyond::add);
        return beyond;
    }

    /** The fewest further fonts, in their order, that have any of these characters. */
    List<Extra> having(Set<Integer> characters) {
        List<Extra> chosen = new ArrayList<>();
        Set<Integer> left = new TreeSet<>(characters);
        for (Extra extra : left.isEmpty() ? List.<Extra>of() : extras()) {
            if (left.removeIf(c -> extra.characters().getGlyphId(c) != 0)) {
                chosen.add(extra);
            }
        }
        return chosen;
    }

    private synchronized List<Extra> extras() {
        if (extras == null) {
            List<Extra> found = new ArrayList<>();
            for (Path file : files()) {
                try {
                    if (isCollection(file)) {
                        try (TrueTypeCollection fonts = new TrueTypeCollection(file.toFile())) {
                            fonts.processAllFonts(font -> add(file, font, found));
                        }
                    } else {
                        try (TrueTypeFont font =
                                new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile()))) {
                            add(file, font, found);
                        }
                    }
                } catch (IOException | RuntimeException unreadable) {
                    LOG.log(Level.DEBUG, "The font " + file + " cannot be read", unreadable);
                }
            }
            extras = List.copyOf(found);
        }
        return extras;
    }

    private static void add(Path file, TrueTypeFont font, List<Extra> found) throws IOException {
        boolean embeddable = !(font instanceof OpenTypeFont outlines && outlines.isPostScript());
        if (embeddable) {
            found.add(new Extra(file, font.getName(), font.getUnicodeCmapLookup(false)));
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (folder != null) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("The folder of fonts " + folder + " cannot be read", e);
            }
        }
        if (ofTheSystem) {
            new FontFileFinder()
                    .find().stream().map(URI::getPath).sorted().map(Path::of).forEach(files::add);
        }
        return files.stream().filter(ReportFonts::isTrueType).toList();
    }

    private static boolean isTrueType(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ttf") || isCollection(file);
    }

    private static boolean isCollection(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".ttc");
    }

    private static byte[] shipped(String name) {
        try (InputStream in = ReportFonts.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
