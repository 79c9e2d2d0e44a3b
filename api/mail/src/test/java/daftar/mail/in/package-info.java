@NullMarked
package daftar.mail.in;

import org.jspecify.annotations.NullMarked;
