/**
 * A real Elasticsearch beside the application: its own process, under an ordinary user, on the loopback address, behind a
 * generated password, and gone when the application is gone. {@link daftar.embedded.elasticsearch.EmbeddedElasticsearch}
 * starts and supervises it; {@link daftar.embedded.elasticsearch.ElasticsearchForTests} shares one among the tests of a
 * module.
 */
@NullMarked
package daftar.embedded.elasticsearch;

import org.jspecify.annotations.NullMarked;
