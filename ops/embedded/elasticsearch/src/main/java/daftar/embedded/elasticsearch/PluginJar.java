package daftar.embedded.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Lays our plugin down where the server looks for it. The plugin's classes are on our own class path, as a folder (in the
 * build), as a jar, or as a jar inside the application's jar; the server wants a plain jar beside a descriptor.
 */
final class PluginJar {

    private static final String PACKAGE = "daftar/embedded/elasticsearch/plugin/";
    private static final String DESCRIPTOR = PACKAGE + "plugin-descriptor.properties";

    private PluginJar() {}

    static void install(Path plugins) throws IOException {
        ClassLoader loader = PluginJar.class.getClassLoader();
        URL descriptor = loader.getResource(DESCRIPTOR);
        if (descriptor == null) {
            throw new IllegalStateException(
                    "the analysis plugin (daftar-elasticsearch-plugin) is not on the class path");
        }
        Path folder = Files.createDirectories(plugins.resolve("daftar-analysis"));
        try (InputStream from = descriptor.openStream()) {
            Files.write(folder.resolve("plugin-descriptor.properties"), from.readAllBytes());
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve("daftar-analysis.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (String name : classes(descriptor)) {
                jar.putNextEntry(new JarEntry(name));
                try (InputStream code = loader.getResourceAsStream(name)) {
                    if (code == null) {
                        throw new IOException(name + " has gone from the class path");
                    }
                    code.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
    }

    private static List<String> classes(URL descriptor) throws IOException {
        if (descriptor.openConnection() instanceof JarURLConnection inJar) {
            inJar.setUseCaches(false);
            try (var jar = inJar.getJarFile()) {
                return jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith(PACKAGE) && name.endsWith(".class"))
                        .sorted()
                        .toList();
            }
        }
        try (var files = Files.list(Path.of(descriptor.toURI()).resolveSibling(""))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> PACKAGE + name)
                    .sorted()
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
