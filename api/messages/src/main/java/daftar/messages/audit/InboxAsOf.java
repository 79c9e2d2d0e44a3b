package daftar.messages.audit;

import daftar.messages.query.InboxView;
import daftar.messages.query.Named;

/** What waited for a person. @param inbox as the person would have been shown it */
public record InboxAsOf(AsOf asOf, Named person, InboxView inbox) {}
