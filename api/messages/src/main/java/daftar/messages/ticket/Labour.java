package daftar.messages.ticket;

import daftar.messages.Money;

/**
 * What the time of a work entry costs, by the rate that held when it was written down.
 *
 * @param perHour the rate
 * @param cost minutes at that rate, rounded half up to the currency's decimals
 */
public record Labour(Money perHour, Money cost) {}
