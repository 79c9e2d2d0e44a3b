/**
 * What the small Elasticsearch distribution lacks: the analysis components of the full one, under the same names and with
 * the same settings, so that an index definition works unchanged on a production cluster (where this plugin is not
 * needed). Every component is a thin wrapper around a Lucene class that the server carries already.
 */
@NullMarked
package daftar.embedded.elasticsearch.plugin;

import org.jspecify.annotations.NullMarked;
