/** Workflows over HTTP: drawn, tried, published, imported, exported and shown as diagrams. */
@NullMarked
package daftar.http.workflow;

import org.jspecify.annotations.NullMarked;
