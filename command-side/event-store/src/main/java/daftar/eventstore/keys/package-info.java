/** The keys that texts are sealed with, kept in streams of their own and wrapped by the installation's key. */
@NullMarked
package daftar.eventstore.keys;

import org.jspecify.annotations.NullMarked;
