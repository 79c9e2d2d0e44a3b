package daftar.http.redaction;

import daftar.http.directory.Register;
import daftar.http.openapi.CommandBodies;
import daftar.http.write.TicketRefs;
import daftar.messages.Commands;
import daftar.messages.redaction.Redactions;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Redactions over HTTP. */
public final class RedactionConfiguration {

    private RedactionConfiguration() {}

    /** On nodes with the command role; needs {@link Redactable}. */
    @Configuration(proxyBeanMethods = false)
    public static class Asking {

        @Bean
        RedactionCommandController redactionCommandController(
                Commands commands, Redactable redactable, TicketRefs refs, InstantSource clock) {
            return new RedactionCommandController(commands, redactable, refs, clock);
        }

        @Bean
        CommandBodies redactionDescriptions() {
            return new CommandBodies(
                    RedactionCommandController.REDACTIONS,
                    Map.of(
                            "", RedactionCommandController.WISH,
                            "/{id}/approve", RedactionCommandController.NOTHING,
                            "/{id}/decline", RedactionCommandController.REFUSAL));
        }
    }

    /** On nodes with the query role; needs {@link Redactions}. */
    @Configuration(proxyBeanMethods = false)
    public static class Showing {

        @Bean
        RedactionController redactionController(Redactions redactions, Register register) {
            return new RedactionController(redactions, register);
        }
    }
}
