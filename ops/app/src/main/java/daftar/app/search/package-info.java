/** Which Elasticsearch, and how it fares. */
@NullMarked
package daftar.app.search;

import org.jspecify.annotations.NullMarked;
