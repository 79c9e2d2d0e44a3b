/**
 * The content of files: received, looked through, encrypted, kept by its hash on a disk or in an S3-compatible store, and
 * removed where no ticket ever had it.
 */
@NullMarked
package daftar.files;

import org.jspecify.annotations.NullMarked;
