/** Starts a real Elasticsearch with our analysis plugin. */
@NullMarked
package daftar.embedded.elasticsearch;

import org.jspecify.annotations.NullMarked;
