package daftar.messages.survey;

import java.time.Instant;

/** The last time that a person was chosen. @param ticket that they are asked about */
public record SurveyGrant(String ticket, Instant at) {}
