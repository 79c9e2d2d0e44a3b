/** What the desk announces to the organisation: published, changed, withdrawn. */
@NullMarked
package daftar.messages.announcement;

import org.jspecify.annotations.NullMarked;
