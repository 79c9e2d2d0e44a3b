package daftar.messages.ticket;

/**
 * What a priority was decided by, beside impact and urgency.
 *
 * @param matrix version of the organisation's matrix; 0 for the one that comes with Daftar
 * @param byMatrix what the matrix alone says
 * @param vip whether the requester is one for whom more is done
 * @param outsideHours whether it was decided outside of the service's hours
 */
public record PriorityBasis(int matrix, Priority byMatrix, boolean vip, boolean outsideHours) {}
