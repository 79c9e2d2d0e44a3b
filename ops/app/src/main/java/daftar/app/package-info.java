/**
 * The runnable application: settings, roles, and the wiring of the parts. No rule of the desk lives here.
 */
@NullMarked
package daftar.app;

import org.jspecify.annotations.NullMarked;
