package daftar.messages.reply;

import daftar.messages.Text;

/**
 * One act on a ticket.
 *
 * @param action the last word of {@code POST /api/tickets/{ref}/{action}}, such as {@code comment}
 * @param body what is sent with it: a JSON object, whose strings may have placeholders
 */
public record ReplyStep(String action, Text body) {}
