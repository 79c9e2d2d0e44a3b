package daftar.messages.announcement;

/**
 * The update of a major incident that an announcement tells of.
 *
 * @param ticket the major incident's id
 * @param update the update's number in it, from 1
 */
public record Occasion(String ticket, int update) {}
