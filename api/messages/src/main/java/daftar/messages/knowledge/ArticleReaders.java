package daftar.messages.knowledge;

import daftar.messages.Actor;
import daftar.messages.Role;

/**
 * Who may read and who may write articles: the one rule behind commands and searches. What is published is for its
 * audience. Newer versions are for those who wrote on the article, what waits for review for the desk; managers and
 * auditors see all.
 */
public final class ArticleReaders {

    private ArticleReaders() {}

    /** Whether somebody may read what was published for this audience. */
    public static boolean isOf(Audience audience, Actor actor) {
        return audience == Audience.EVERYONE || writes(actor) || actor.isAny(Role.ANALYST, Role.AUDITOR);
    }

    /** Whether somebody may write articles: the desk. */
    public static boolean writes(Actor actor) {
        return actor.isAny(Role.DISPATCHER, Role.SPECIALIST, Role.MANAGER);
    }

    /** Whether somebody sees every article, whatever has become of it. */
    public static boolean seesAll(Actor actor) {
        return actor.isAny(Role.MANAGER, Role.AUDITOR);
    }
}
