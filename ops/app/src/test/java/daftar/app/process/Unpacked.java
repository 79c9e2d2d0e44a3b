package daftar.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The application as its container image has it: unpacked. A start needs little more than half of the jar's CPU. */
final class Unpacked {

    private static @Nullable Path program;

    private Unpacked() {}

    /** Unpacks it beside the jar, once for all tests of this fork. @return what to start */
    static synchronized Path of(Path jar) {
        if (program == null) {
            Path folder = jar.resolveSibling("daftar-unpacked-" + Fork.number());
            try {
                unpack(jar, folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            program = folder.resolve(jar.getFileName());
        }
        return program;
    }

    private static void unpack(Path jar, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(jar + " could not be unpacked");
        }
    }
}
