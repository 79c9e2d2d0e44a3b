/** What the organisation says of money: currencies, hourly rates, and how much somebody may spend without being asked. */
@NullMarked
package daftar.messages.cost;

import org.jspecify.annotations.NullMarked;
