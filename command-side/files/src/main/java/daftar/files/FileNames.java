package daftar.files;

import daftar.messages.file.FileRef;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Names of files as they may be shown and saved, in any language. */
final class FileNames {

    private static final String NAMELESS = "file";

    private FileNames() {}

    /**
     * Without folders, control characters, characters that turn the direction of the text around (a name that shows as
     * {@code exe.gpj} is {@code jpg.exe}), and characters that no file system takes; not longer than is kept, its ending
     * spared.
     */
    static String clean(@Nullable String name) {
        if (name == null) {
            return NAMELESS;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC)
                .codePoints()
                .filter(FileNames::isShown)
                .map(one -> "<>:\"|?*".indexOf(one) >= 0 ? '_' : Character.isSpaceChar(one) ? ' ' : one)
                .forEach(kept::appendCodePoint);
        String clean = kept.toString().strip();
        while (clean.startsWith(".") || clean.endsWith(".")) {
            clean = clean.startsWith(".")
                    ? clean.substring(1).strip()
                    : clean.substring(0, clean.length() - 1).strip();
        }
        return clean.isEmpty() ? NAMELESS : shorten(clean);
    }

    /** Zero width joiner and non-joiner belong to words of Persian and Hindi; other format characters to none. */
    private static boolean isShown(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> one == 0x200c || one == 0x200d;
            default -> true;
        };
    }

    private static String shorten(String name) {
        if (name.length() <= FileRef.NAME) {
            return name;
        }
        String ending = ending(name);
        int most = FileRef.NAME - (ending.isEmpty() ? 0 : ending.length() + 1);
        if (Character.isHighSurrogate(name.charAt(most - 1))) {
            most--;
        }
        return ending.isEmpty() ? name.substring(0, most) : name.substring(0, most) + "." + ending;
    }

    /** What stands after the last dot, in lower case; empty for nothing, or what is too long for an ending. */
    static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1);
        return ending.length() > 20 ? "" : ending.toLowerCase(java.util.Locale.ROOT);
    }
}
