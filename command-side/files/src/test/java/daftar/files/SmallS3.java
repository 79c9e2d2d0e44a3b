package daftar.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * As much of S3's protocol as a store of files speaks: objects of one bucket by path, ranges, listing; each request's
 * signature (version 4) is computed anew and compared, and so is the hash of its body.
 */
final class SmallS3 implements AutoCloseable {

    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)");

    private final HttpServer server;
    private final String bucket;
    private final String keyId;
    private final String secret;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    SmallS3(String bucket, String keyId, String secret) throws IOException {
        this.bucket = bucket;
        this.keyId = keyId;
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var unused = server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Map<String, byte[]> objects() {
        return objects;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!isSigned(exchange, body)) {
                send(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            String key = path.length() > bucket.length() + 2 ? path.substring(bucket.length() + 2) : "";
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(key, unchunked(exchange, body));
                    send(exchange, 200, "");
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "HEAD" -> {
                    byte[] object = objects.get(key);
                    if (object != null) {
                        exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
                    }
                    exchange.sendResponseHeaders(object == null ? 404 : 200, -1);
                }
                default -> {
                    if (key.isEmpty()) {
                        list(exchange);
                    } else {
                        get(exchange, objects.get(key));
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void get(HttpExchange exchange, byte @Nullable [] object) throws IOException {
        if (object == null) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        exchange.sendResponseHeaders(range == null ? 200 : 206, object.length - from);
        exchange.getResponseBody().write(object, from, object.length - from);
    }

    private void list(HttpExchange exchange) throws IOException {
        String prefix = "";
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            prefix = pair.startsWith("prefix=") ? pair.substring("prefix=".length()) : prefix;
        }
        String begins = prefix;
        String keys = objects.keySet().stream()
                .filter(key -> key.startsWith(begins))
                .map(key -> "<Contents><Key>" + key + "</Key></Contents>")
                .collect(Collectors.joining());
        send(exchange, 200, "<ListBucketResult><IsTruncated>false</IsTruncated>" + keys + "</ListBucketResult>");
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private boolean isSigned(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher signed = SIGNED.matcher(header == null ? "" : header);
        if (!signed.matches() || !signed.group(1).equals(keyId)) {
            return false;
        }
        String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        if (hash.matches("[0-9a-f]{64}") && !hash.equals(hex(sha256(body)))) {
            return false;
        }
        StringBuilder headers = new StringBuilder();
        for (String name : signed.group(4).split(";")) {
            headers.append(name)
                    .append(':')
                    .append(String.join(",", exchange.getRequestHeaders().get(name))
                            .strip())
                    .append('\n');
        }
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        String canonical = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining("&")),
                headers.toString(),
                signed.group(4),
                hash);
        String scope = signed.group(2) + "/" + signed.group(3) + "/s3/aws4_request";
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                exchange.getRequestHeaders().getFirst("x-amz-date"),
                scope,
                hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign)).equals(signed.group(5));
    }

    /** The client may send the body in chunks: {@code size;…}, the bytes, and so on to an empty one. */
    private static byte[] unchunked(HttpExchange exchange, byte[] body) {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding == null || !encoding.toLowerCase(Locale.ROOT).contains("aws-chunked")) {
            return body;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (body[end] != '\n') {
                end++;
            }
            String line = new String(Arrays.copyOfRange(body, at, end - 1), StandardCharsets.US_ASCII);
            int size = Integer.parseInt(line.split(";", -1)[0], 16);
            if (size == 0) {
                return whole.toByteArray();
            }
            whole.write(body, end + 1, size);
            at = end + 1 + size + 2;
        }
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
