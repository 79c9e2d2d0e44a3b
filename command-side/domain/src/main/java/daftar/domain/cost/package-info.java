/** What the organisation says of money: decider and shell. */
@NullMarked
package daftar.domain.cost;

import org.jspecify.annotations.NullMarked;
