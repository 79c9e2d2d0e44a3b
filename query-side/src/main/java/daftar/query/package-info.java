/** Query handlers: search, ticket, timeline, inbox, workload, audit. */
@NullMarked
package daftar.query;

import org.jspecify.annotations.NullMarked;
