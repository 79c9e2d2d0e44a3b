package daftar.eventstore;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Metadata as one flat JSON object of strings, which is what a multi-stream append demands of it. */
final class FlatJson {

    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    static byte[] write(Map<String, String> entries) {
        var out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            for (var entry : entries.entrySet()) {
                json.writeName(entry.getKey());
                json.writeString(entry.getValue());
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /**
     * Reads what is flat and leaves the rest out: a foreign writer's metadata, which may be anything, must not stop those
     * who read the log.
     */
    static Map<String, String> read(byte[] json) {
        var entries = new HashMap<String, String>();
        if (json.length == 0) {
            return entries;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return entries;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == null) {
                    return entries;
                }
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    entries.put(name, parser.getString());
                }
            }
        } catch (JacksonException notJson) {
            return entries;
        }
        return entries;
    }
}
