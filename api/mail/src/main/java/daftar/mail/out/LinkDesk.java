package daftar.mail.out;

import daftar.mail.out.SignedLinks.Claim;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Limits;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.outbox.PreferenceCommand.Unsubscribe;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.TicketCommand.AnswerSurvey;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.ApproveCost;
import daftar.messages.ticket.TicketCommand.ConfirmResolution;
import daftar.messages.ticket.TicketCommand.Decline;
import daftar.messages.ticket.TicketCommand.DeclineCost;
import daftar.messages.ticket.TicketCommand.RejectResolution;
import daftar.readmodel.Expense;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.WorkEntry;
import daftar.words.Words;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a letter's link leads to: a small page that asks, in the reader's language, and the act itself once they have said
 * yes. Looking at the page does nothing, since programs that look through mail follow its links. Without a login: whoever
 * has the link may do this one thing, as the person to whom it was sent.
 */
public final class LinkDesk {

    private static final Logger log = LoggerFactory.getLogger(LinkDesk.class);

    private final SignedLinks links;
    private final LetterLog register;
    private final Reference reference;
    private final Commands commands;
    private final InstantSource clock;

    public LinkDesk(
            SignedLinks links, LetterLog register, Reference reference, Commands commands, InstantSource clock) {
        this.links = links;
        this.register = register;
        this.reference = reference;
        this.commands = commands;
        this.clock = clock;
    }

    /** A page. @param status of HTTP @param html whole, in UTF-8 */
    public record Page(int status, String language, String html) {}

    private record Case(
            Claim claim,
            Person person,
            @Nullable TicketDocument ticket,
            @Nullable Page end) {}

    /** The page that asks. */
    public Page show(String token) {
        try {
            Case found = find(token);
            return found.end != null ? found.end : ask(found, 200, null);
        } catch (RuntimeException away) {
            return away(away);
        }
    }

    /** @param form what was filled in: {@code reason}, {@code rating}, {@code remark} */
    public Page act(String token, Map<String, String> form) {
        try {
            Case found = find(token);
            if (found.end != null) {
                return found.end;
            }
            Command command = command(found, form);
            if (command == null) {
                return ask(found, 400, "page.missing");
            }
            boolean repeated =
                    commands.send(command, envelope(found.person, token)).repeated();
            return said(found.person.language(), 200, repeated ? "page.already" : "page.done");
        } catch (Refused refused) {
            log.debug("A link's act was refused: {}", refused.code());
            Claim claim = links.read(token);
            Person person = claim == null ? null : reference.person(claim.person());
            return said(person == null ? "en" : person.language(), 409, "page.gone");
        } catch (RuntimeException away) {
            return away(away);
        }
    }

    private Case find(String token) {
        Claim claim = links.read(token);
        Person person = claim == null ? null : reference.person(claim.person());
        if (claim == null || person == null) {
            Claim nothing = new Claim(LinkPurpose.UNSUBSCRIBE, "", "", "", clock.instant());
            return new Case(nothing, NOBODY, null, said("en", 404, "page.unknown"));
        }
        String language = person.language();
        if (!person.active()) {
            return new Case(claim, person, null, said(language, 410, "page.gone"));
        }
        if (claim.until().isBefore(clock.instant())) {
            return new Case(claim, person, null, said(language, 410, "page.lapsed"));
        }
        if (claim.purpose() == LinkPurpose.UNSUBSCRIBE) {
            return new Case(claim, person, null, null);
        }
        TicketDocument ticket = null;
        String command = SignedLinks.commandId(token).toString();
        for (Recorded event : register.read(claim.subject(), 0)) {
            if (command.equals(event.commandId())) {
                return new Case(claim, person, null, said(language, 200, "page.already"));
            }
            ticket = TicketDocument.evolve(ticket, event);
        }
        return ticket == null || !applies(claim.purpose(), claim.person(), claim.bound(), ticket)
                ? new Case(claim, person, null, said(language, 410, "page.gone"))
                : new Case(claim, person, ticket, null);
    }

    private static final Person NOBODY =
            new Person("", null, null, null, null, null, java.util.Set.of(), "en", "UTC", true);

    /** Whether what a link asks of this person is still to be done. */
    static boolean applies(LinkPurpose purpose, String person, String bound, TicketDocument ticket) {
        return switch (purpose) {
            case APPROVE, DECLINE, CONFIRM, REJECT ->
                SignedLinks.bound(ticket.stage(), ticket.stageFrom()).equals(bound)
                        && ticket.assignees().contains(person);
            case APPROVE_COST, DECLINE_COST -> {
                WorkEntry entry = entry(bound, ticket);
                yield entry != null
                        && entry.approval().state() == CostApproval.WAITING
                        && (entry.approval().tells().contains(person)
                                || entry.approval().approvers().contains(person));
            }
            case SURVEY -> ticket.requester().equals(person);
            case UNSUBSCRIBE -> true;
        };
    }

    /** The entry about whose cost this was asked; null once it has been corrected, which asks anew. */
    private static @Nullable WorkEntry entry(String bound, TicketDocument ticket) {
        return ticket.work().stream()
                .filter(entry -> entry.approval().askedAt() != null
                        && SignedLinks.bound(entry.entry(), entry.approval().askedAt())
                                .equals(bound))
                .findFirst()
                .orElse(null);
    }

    /** Null where something that is needed was not filled in. */
    private static @Nullable Command command(Case found, Map<String, String> form) {
        String ticket = found.claim.subject();
        Text remark = Text.ofNullable(filled(form, "remark"));
        String reason = filled(form, "reason");
        return switch (found.claim.purpose()) {
            case APPROVE -> new Approve(ticket, remark);
            case DECLINE -> reason == null ? null : new Decline(ticket, Text.of(reason));
            case APPROVE_COST -> new ApproveCost(ticket, entryOf(found.claim), remark);
            case DECLINE_COST -> reason == null ? null : new DeclineCost(ticket, entryOf(found.claim), Text.of(reason));
            case CONFIRM -> new ConfirmResolution(ticket, rating(form), remark);
            case REJECT -> reason == null ? null : new RejectResolution(ticket, Text.of(reason));
            case SURVEY -> {
                Integer rating = rating(form);
                yield rating == null ? null : new AnswerSurvey(ticket, rating, remark);
            }
            case UNSUBSCRIBE -> new Unsubscribe(found.person.id(), LetterKind.valueOf(ticket));
        };
    }

    private static String entryOf(Claim claim) {
        return claim.bound().substring(0, claim.bound().lastIndexOf('@'));
    }

    private static @Nullable String filled(Map<String, String> form, String field) {
        String value = form.get(field);
        if (value == null || value.isBlank()) {
            return null;
        }
        return value.length() > Limits.TEXT ? value.substring(0, Limits.TEXT) : value.strip();
    }

    private static @Nullable Integer rating(Map<String, String> form) {
        String given = form.get("rating");
        return given != null && given.matches("[1-5]") ? Integer.valueOf(given) : null;
    }

    private static Envelope envelope(Person person, String token) {
        UUID id = SignedLinks.commandId(token);
        return Envelope.of(new Actor(person.id(), person.roles(), "mail", null), id);
    }

    // ---- pages ----

    private static Page ask(Case found, int status, @Nullable String wrong) {
        LinkPurpose purpose = found.claim.purpose();
        String language = found.person.language();
        Words words = Words.in(language);
        TicketDocument ticket = found.ticket;
        WorkEntry entry = ticket == null ? null : entry(found.claim.bound(), ticket);
        String title = words.of(
                "page.ask." + purpose,
                ticket == null ? "" : ticket.number(),
                entry == null
                        ? ""
                        : Words.amounts(
                                entry.costs().stream().map(Expense::cost).toList()));
        StringBuilder form = new StringBuilder();
        if (ticket != null && ticket.title() != null && !ticket.confidential()) {
            form.append("<p dir=\"auto\"><strong>")
                    .append(Bodies.escaped(ticket.title()))
                    .append("</strong></p>\n");
        }
        form.append("<form method=\"post\">\n");
        switch (purpose) {
            case DECLINE, DECLINE_COST, REJECT ->
                text(
                        form,
                        words,
                        "reason",
                        words.of(purpose == LinkPurpose.REJECT ? "page.reason.REJECT" : "page.reason"),
                        wrong);
            case CONFIRM, SURVEY -> {
                ratings(form, words, purpose == LinkPurpose.SURVEY, wrong);
                text(form, words, "remark", words.of("page.remark"), null);
            }
            case APPROVE, APPROVE_COST -> text(form, words, "remark", words.of("page.remark"), null);
            case UNSUBSCRIBE -> {}
        }
        form.append("<button type=\"submit\">")
                .append(Bodies.escaped(words.of("button." + purpose)))
                .append("</button>\n</form>");
        return new Page(status, language, page(language, title, form.toString()));
    }

    private static void text(StringBuilder form, Words words, String name, String label, @Nullable String wrong) {
        form.append("<label for=\"")
                .append(name)
                .append("\">")
                .append(Bodies.escaped(label))
                .append("</label>\n");
        if (wrong != null) {
            form.append("<p id=\"wrong\" role=\"alert\">")
                    .append(Bodies.escaped(words.of(wrong)))
                    .append("</p>\n");
        }
        form.append("<textarea id=\"")
                .append(name)
                .append("\" name=\"")
                .append(name)
                .append("\" rows=\"4\" dir=\"auto\"")
                .append(name.equals("reason") ? " required" : "")
                .append(wrong == null ? "" : " aria-describedby=\"wrong\" aria-invalid=\"true\"")
                .append("></textarea>\n");
    }

    private static void ratings(StringBuilder form, Words words, boolean required, @Nullable String wrong) {
        form.append("<fieldset><legend>")
                .append(Bodies.escaped(words.of("page.rating")))
                .append("</legend>\n");
        if (wrong != null) {
            form.append("<p role=\"alert\">")
                    .append(Bodies.escaped(words.of(wrong)))
                    .append("</p>\n");
        }
        for (int i = 5; i >= 1; i--) {
            form.append("<label class=\"choice\"><input type=\"radio\" name=\"rating\" value=\"")
                    .append(i)
                    .append(required ? "\" required> " : "\"> ")
                    .append(Bodies.escaped(words.of("page.rating." + i)))
                    .append("</label>\n");
        }
        form.append("</fieldset>\n");
    }

    private static Page said(String language, int status, String word) {
        String said = Words.in(language).of(word);
        return new Page(status, language, page(language, said, ""));
    }

    private static Page away(RuntimeException away) {
        log.warn("A link could not be followed: {}", away.toString());
        return said("en", 503, "page.away");
    }

    private static String page(String language, String heading, String content) {
        return """
                <!doctype html>
                <html lang="%s" dir="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title>
                <style>
                body{margin:0;background:#f4f5f7;color:#1c1e21;font:1.1rem/1.5 system-ui,sans-serif}
                main{max-width:32rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:.4rem}
                h1{font-size:1.35rem;margin-top:0}
                label,legend{display:block;font-weight:600;margin:1rem 0 .3rem}
                label.choice{font-weight:400;margin:.3rem 0}
                fieldset{border:1px solid #767c85;border-radius:.3rem}
                textarea{width:100%%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #767c85;border-radius:.3rem}
                button{margin-top:1.2rem;padding:.7rem 1.4rem;font:inherit;color:#fff;background:#2f5d8c;border:0;border-radius:.3rem}
                button:focus,textarea:focus,input:focus{outline:3px solid #f0a500}
                [role=alert]{color:#a4161a}
                </style></head>
                <body><main>
                <h1>%s</h1>
                %s
                </main></body>
                </html>
                """.formatted(
                        Bodies.escaped(Words.shipped(language)),
                        Words.direction(Words.shipped(language)),
                        Bodies.escaped(Words.in(language).of("page.title")),
                        Bodies.escaped(heading),
                        content);
    }
}
