/** What lies beside the application and must fit it: the compose file, dashboards, alerts. */
@NullMarked
package daftar.app.deployment;

import org.jspecify.annotations.NullMarked;
