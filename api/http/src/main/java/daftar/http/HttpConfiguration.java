package daftar.http;

import daftar.http.openapi.ApiDescription;
import daftar.http.security.ActorArgument;
import daftar.http.security.Actors;
import daftar.http.security.RefusalsRecorded;
import daftar.http.security.SecurityConfiguration;
import daftar.json.DaftarJson;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What every node that answers HTTP needs: security, problem details, and the actor as a controller's argument. Needs
 * {@link Actors} and {@link Outages} in the context, and what {@link SecurityConfiguration} names.
 */
@Configuration(proxyBeanMethods = false)
@Import(SecurityConfiguration.class)
public class HttpConfiguration {

    @Bean
    ProblemResolver problemResolver(Outages outages) {
        return new ProblemResolver(outages);
    }

    @Bean
    ProblemPage problemPage(ProblemResolver problems) {
        return new ProblemPage(problems);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    @Bean
    ApiDescription apiDescription() {
        return new ApiDescription();
    }

    @Bean
    WebMvcConfigurer daftarWebMvc(Actors actors, RefusalsRecorded refusals, ProblemResolver problems) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgument(actors));
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(DaftarJson.web()));
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(problems);
                resolvers.addFirst(refusals);
            }
        };
    }
}
