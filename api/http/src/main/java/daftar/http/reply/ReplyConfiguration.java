package daftar.http.reply;

import daftar.http.directory.Register;
import daftar.http.write.AllowedActions;
import daftar.http.write.TicketController;
import daftar.http.write.TicketRefs;
import daftar.messages.Commands;
import daftar.messages.reply.Replies;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replies over HTTP. */
public final class ReplyConfiguration {

    private ReplyConfiguration() {}

    /** On nodes with the command role; needs {@link TicketValues} and {@link Replies}. */
    @Configuration(proxyBeanMethods = false)
    public static class Using {

        @Bean
        ReplyUse replyUse(TicketController tickets, TicketRefs refs, AllowedActions allowed, TicketValues values) {
            return new ReplyUse(tickets, refs, allowed, values);
        }

        @Bean
        ReplyCommandController replyCommandController(
                Commands commands, Replies replies, Register register, ReplyUse use, InstantSource clock) {
            return new ReplyCommandController(commands, replies, register, use, clock);
        }

        @Bean
        ReplyDescriptions replyDescriptions() {
            return new ReplyDescriptions();
        }
    }

    /** On nodes with the query role; needs {@link Replies}. */
    @Configuration(proxyBeanMethods = false)
    public static class Showing {

        @Bean
        ReplyController replyController(Replies replies, Register register) {
            return new ReplyController(replies, register);
        }
    }
}
