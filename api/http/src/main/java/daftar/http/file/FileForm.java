package daftar.http.file;

import daftar.messages.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/** A form (RFC 7578) whose one part is a file; read while it comes in, never held. */
final class FileForm {

    private static final int HEADERS_BYTES = 4 * 1024;

    private final FileItemIterator parts;

    /** @param body what the request sends */
    FileForm(HttpServletRequest request, InputStream body) throws IOException {
        FileUpload forms = new FileUpload();
        forms.setHeaderEncoding(StandardCharsets.UTF_8.name());
        forms.setPartHeaderSizeMax(HEADERS_BYTES);
        parts = forms.getItemIterator(new Sent(request, body));
    }

    /** The part as it was sent. */
    record Part(@Nullable String name, @Nullable String type, InputStream content) {}

    /**
     * The file.
     *
     * @return its content ends where nothing follows it; to read it to the end is to check that
     * @throws Refused where something else comes before it, or nothing does
     * @throws IOException where it is no form
     */
    Part file() throws IOException {
        if (!parts.hasNext()) {
            throw Refused.invalid("required", "file", "Send a form with one part, the file.");
        }
        FileItemStream file = parts.next();
        if (file.isFormField()) {
            throw onlyOne(file);
        }
        return new Part(nameOf(file), file.getContentType(), new Alone(file.openStream()));
    }

    private static @Nullable String nameOf(FileItemStream file) {
        try {
            return file.getName();
        } catch (InvalidFileNameException malformed) {
            throw Refused.invalid("malformed-name", "filename", "A file's name has no character 0.");
        }
    }

    private static Refused onlyOne(FileItemStream part) {
        String field = part.getFieldName();
        return Refused.invalid(
                "unknown-field",
                field == null || field.isEmpty() ? "body" : field,
                "Send a form with one part, the file; further files by requests of their own.");
    }

    /** At its end it looks whether another part follows, so that no second file is dropped unsaid. */
    private final class Alone extends FilterInputStream {

        Alone(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read < 0) {
                end();
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0) {
                end();
            }
            return read;
        }

        private void end() throws IOException {
            if (parts.hasNext()) {
                throw onlyOne(parts.next());
            }
        }
    }

    private record Sent(HttpServletRequest request, InputStream body) implements UploadContext {

        @Override
        public @Nullable String getCharacterEncoding() {
            return null; // browsers send UTF-8
        }

        @Override
        public @Nullable String getContentType() {
            return request.getContentType();
        }

        @Override
        public long contentLength() {
            return request.getContentLengthLong();
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
