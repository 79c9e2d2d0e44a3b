package daftar.files;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What files are taken.
 *
 * @param limit bytes of a file
 * @param refused media types ({@code application/x-sh}, {@code video/*}) and endings of names ({@code .exe}), in lower case
 * @param whenUnscanned what is done with a file while the virus scanner cannot look at it
 */
public record FilePolicy(long limit, Set<String> refused, Unscanned whenUnscanned) {

    /** What is done while the scanner is away. */
    public enum Unscanned {
        /** It is not taken; the sender may try later. */
        REFUSE,
        /** It is taken, and looked at once the scanner is back. */
        ACCEPT
    }

    /** What a desk has no use for, and what runs when somebody opens it. */
    public static final Set<String> RUNS = Set.of(
            "application/x-msdownload",
            "application/x-dosexec",
            "application/vnd.microsoft.portable-executable",
            "application/x-executable",
            "application/x-elf",
            "application/x-sharedlib",
            "application/x-object",
            "application/x-mach-o",
            "application/x-mach-o-executable",
            "application/x-msi",
            "application/x-ms-installer",
            "application/x-sh",
            "application/x-csh",
            "application/x-bat",
            "application/java-archive",
            "application/java-vm",
            "application/vnd.android.package-archive",
            "application/x-ms-shortcut",
            ".exe",
            ".com",
            ".scr",
            ".pif",
            ".bat",
            ".cmd",
            ".msi",
            ".msp",
            ".dll",
            ".cpl",
            ".sys",
            ".vbs",
            ".vbe",
            ".js",
            ".jse",
            ".wsf",
            ".wsh",
            ".ps1",
            ".psm1",
            ".hta",
            ".lnk",
            ".reg",
            ".jar",
            ".app",
            ".sh",
            ".scf",
            ".url",
            ".chm");

    public FilePolicy {
        refused = refused.stream()
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** As usual: 25 MiB, nothing that runs. */
    public static FilePolicy usual() {
        return new FilePolicy(25L * 1024 * 1024, RUNS, Unscanned.REFUSE);
    }

    /** The usual refusals, these added, and those that are written with a {@code -} before taken out. */
    public static Set<String> refusing(List<String> changes) {
        Set<String> without = changes.stream()
                .filter(one -> one.startsWith("-"))
                .map(one -> one.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return Stream.concat(RUNS.stream(), changes.stream().filter(one -> !one.startsWith("-")))
                .filter(one -> !without.contains(one.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    boolean refuses(String mediaType, String name) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return refused.contains(type)
                || refused.contains(type.substring(0, type.indexOf('/') + 1) + "*")
                || refused.contains("." + FileNames.ending(name));
    }
}
