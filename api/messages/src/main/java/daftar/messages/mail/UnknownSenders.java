package daftar.messages.mail;

/** What becomes of the mail of somebody whose address nobody in the directory has. */
public enum UnknownSenders {
    /** They are registered provisionally, as whoever calls is, and their mail is taken. */
    REGISTER,
    /** It waits for somebody who looks at it. */
    SET_ASIDE,
    /** It is kept as discarded: nobody is asked to look at it. It is not answered; that would answer forged senders. */
    REFUSE
}
