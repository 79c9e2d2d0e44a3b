/** Documents as pure folds over recorded events; index definitions. */
@NullMarked
package daftar.readmodel;

import org.jspecify.annotations.NullMarked;
