/** Ticket, workflow, directory: deciders, folds and their Axon shells. */
@NullMarked
package daftar.domain;

import org.jspecify.annotations.NullMarked;
