/**
 * The ledger's tree over the log: kept in Elasticsearch, rebuilt from the log alone, its heads signed into the log and
 * published beside it.
 */
@NullMarked
package daftar.ledgertree;

import org.jspecify.annotations.NullMarked;
