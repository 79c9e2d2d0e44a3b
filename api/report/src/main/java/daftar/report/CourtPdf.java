package daftar.report;

import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.bidi.support.ICUBreakers;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import daftar.report.ReportFonts.Extra;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * The report as PDF, drawn from the same page as the HTML. No character is left out in silence: one that no font has is written
 * as its code, and the report says so.
 */
public final class CourtPdf {

    static {
        XRLog.setLoggingEnabled(false); // it tells of each font and page
    }

    private final ReportFonts fonts;

    public CourtPdf(ReportFonts fonts) {
        this.fonts = fonts;
        FontMappers.set(new ShippedFontOnly(fonts.plain()));
    }

    /**
     * Draws a report.
     *
     * @throws NoFont if what Daftar itself says in the report's language cannot be written
     */
    public byte[] draw(CaseReport report) {
        Set<Integer> beyond = fonts.beyondShipped(CourtPage.forDrawing(report, text -> text, null));
        List<Extra> extras = fonts.having(beyond);
        Set<Integer> unwritable = beyond.stream()
                .filter(c -> ReportFonts.isOrder(c)
                        || extras.stream().noneMatch(extra -> extra.characters().getGlyphId(c) != 0))
                .collect(Collectors.toCollection(TreeSet::new));
        checkLanguage(report, unwritable);
        String page = CourtPage.forDrawing(
                report,
                text -> written(text, unwritable),
                unwritable.isEmpty() ? null : code(unwritable.iterator().next()));
        return drawn(page, new Labels(report.language(), report.zone()), extras);
    }

    private static void checkLanguage(CaseReport report, Set<Integer> unwritable) {
        for (String word : new Labels(report.language(), report.zone()).all()) {
            word.codePoints().filter(unwritable::contains).findFirst().ifPresent(c -> {
                throw new NoFont(report.language(), c);
            });
        }
    }

    private static String written(String text, Set<Integer> unwritable) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (unwritable.contains(c)) {
                written.append(code(c));
            } else {
                written.appendCodePoint(c);
            }
        });
        return written.toString();
    }

    private static String code(int character) {
        return "[U+%04X]".formatted(character);
    }

    private byte[] drawn(String page, Labels labels, List<Extra> extras) {
        List<TrueTypeFont> open = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try (PDDocument document = new PDDocument()) {
            PdfRendererBuilder builder = new PdfRendererBuilder()
                    .useFont(() -> new ByteArrayInputStream(fonts.regular()), "Report", 400, FontStyle.NORMAL, true)
                    .useFont(() -> new ByteArrayInputStream(fonts.bold()), "Report", 700, FontStyle.NORMAL, true)
                    .usePDDocument(document)
                    // for archives: nothing but what is in the file is needed to show it
                    .usePdfAConformance(PdfAConformance.PDFA_2_U)
                    .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            StringBuilder families = new StringBuilder("'Report',");
            for (Extra extra : extras) {
                TrueTypeFont font = extra.open();
                open.add(font);
                String family = "Extra" + open.size();
                families.append(" '").append(family).append("',");
                builder.useFont(new PDFontSupplier(PDType0Font.load(document, font, true)), family);
            }
            builder.useFastMode()
                    .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                    .useUnicodeBidiReorderer(new JoinedLetters())
                    .useUnicodeLineBreaker(new ICUBreakers.ICULineBreaker(labels.locale()))
                    .useUnicodeCharacterBreaker(new ICUBreakers.ICUCharacterBreaker(labels.locale()))
                    .defaultTextDirection(labels.isRightToLeft() ? TextDirection.RTL : TextDirection.LTR)
                    // the page needs nothing, and nothing in it may fetch anything
                    .useUriResolver(CourtPdf::nothing)
                    .withHtmlContent(page.replace("'Report',", families), null)
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(open);
        }
        return out.toByteArray();
    }

    private static @Nullable String nothing(@Nullable String base, @Nullable String uri) {
        return null;
    }

    private static void close(List<TrueTypeFont> fonts) {
        for (TrueTypeFont font : fonts) {
            try {
                font.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
