package daftar.http.read;

import daftar.messages.query.Operations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Operations over HTTP, for nodes with the projection role. Needs {@link Operations} in the context. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {

    @Bean
    OperationsController operationsController(Operations operations) {
        return new OperationsController(operations);
    }
}
