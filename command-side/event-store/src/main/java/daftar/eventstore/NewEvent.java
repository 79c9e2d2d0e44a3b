package daftar.eventstore;

import java.util.Map;
import java.util.UUID;

/**
 * An event to append.
 *
 * @param eventId identifies it: appending the same id again at the same expected revision succeeds and adds nothing
 * @param type the stable name of the event's type
 * @param metadata stored as one flat JSON object of strings
 * @param data the payload, JSON in UTF-8; not copied, so not to be changed
 */
public record NewEvent(UUID eventId, String type, Map<String, String> metadata, byte[] data) {}
