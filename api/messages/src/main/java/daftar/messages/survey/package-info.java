/** Asking requesters how content they are: by sample, and nobody twice within some days. */
@NullMarked
package daftar.messages.survey;

import org.jspecify.annotations.NullMarked;
