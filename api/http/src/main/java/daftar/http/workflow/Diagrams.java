package daftar.http.workflow;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Diagrams as answers. */
public final class Diagrams {

    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);
    private static final MediaType MERMAID = new MediaType("text", "vnd.mermaid", StandardCharsets.UTF_8);

    private Diagrams() {}

    /** As SVG; a browser that shows it runs and fetches nothing. */
    public static ResponseEntity<byte[]> svg(Diagram diagram, HttpHeaders headers) {
        return ResponseEntity.ok()
                .headers(headers)
                .contentType(SVG)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(SvgDiagram.of(diagram).getBytes(StandardCharsets.UTF_8));
    }

    /** As Mermaid. */
    public static ResponseEntity<byte[]> mermaid(Diagram diagram, HttpHeaders headers) {
        return ResponseEntity.ok()
                .headers(headers)
                .contentType(MERMAID)
                .body(MermaidDiagram.of(diagram).getBytes(StandardCharsets.UTF_8));
    }
}
