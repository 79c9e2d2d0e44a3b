package daftar.messages.mail;

/** Why a mail was set aside. */
public enum AsideReason {
    /** Nobody in the directory has the sender's address. */
    UNKNOWN_SENDER,
    /** There is no sender's address in it, or none that can be one. */
    NO_SENDER,
    /** Several people of the directory have the sender's address. */
    SEVERAL_PEOPLE,
    /** The sender has been deactivated in the directory. */
    DEACTIVATED_SENDER,
    /** The organisation takes authenticated mail only, and its server did not say that this is. */
    NOT_AUTHENTICATED,
    /** The sender may not comment on the ticket that it names. */
    NOT_A_PARTY,
    /** A machine's: an answer or a notice that nobody wrote (RFC 3834). */
    AUTOMATIC,
    /** Somebody is away. */
    OUT_OF_OFFICE,
    /** A mailing list's or a mass mail. */
    BULK,
    /** The desk's own. */
    OWN_MAIL,
    /** A letter could not be delivered, and it is not known which. */
    BOUNCE,
    /** A letter is delayed; the mail system goes on trying. */
    DELAYED,
    /** The sender is on the stop list. */
    STOP_LIST,
    /** The sender has sent more in an hour than the organisation allows. */
    TOO_MANY,
    /** It has more bytes than are taken. */
    TOO_LARGE,
    /** There is nothing in it to make a ticket of. */
    EMPTY,
    /** Another mail with the same Message-ID was taken before, and this one says something else. */
    SAME_ID,
    /** A rule of the desk did not allow what the mail asks for. */
    REFUSED,
    /** Daftar could not process it, in several tries. */
    FAULT
}
