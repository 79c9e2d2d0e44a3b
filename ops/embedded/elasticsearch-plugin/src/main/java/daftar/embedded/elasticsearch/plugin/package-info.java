/** The server's analysis plugin. */
@NullMarked
package daftar.embedded.elasticsearch.plugin;

import org.jspecify.annotations.NullMarked;
