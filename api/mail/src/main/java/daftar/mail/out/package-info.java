/** Letters from the desk: who gets which, how they are worded, when and how they are sent, and the signed links in them. */
@NullMarked
package daftar.mail.out;

import org.jspecify.annotations.NullMarked;
