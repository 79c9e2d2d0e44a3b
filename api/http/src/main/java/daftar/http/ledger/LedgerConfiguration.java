package daftar.http.ledger;

import daftar.messages.ledger.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger over HTTP, on nodes with the query role. Needs {@link Ledger} in the context. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {

    @Bean
    LedgerController ledgerController(Ledger ledger) {
        return new LedgerController(ledger);
    }
}
