package daftar.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchClientAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Starts a node. */
@SpringBootApplication(
        exclude = {
            // people log in as Logins say, never with a password that is made up and written into the log
            UserDetailsServiceAutoConfiguration.class,
            // commands and queries have meters of their own; observing the request around them would cost every one of
            // them
            WebMvcObservationAutoConfiguration.class,
            // nobody uses this client, and when it stops it closes the one below it, which is still in use then
            ElasticsearchClientAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class Daftar {

    /** Entry point; arguments are settings, {@code --server.port=8081}. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Daftar.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                event -> refuseEarly(event.getEnvironment()));
        application.run(args);
    }

    /** What can be seen to be wrong before anything is started is said in one sentence, without a stack trace. */
    private static void refuseEarly(Environment environment) {
        String sentence = obstacle(environment);
        if (sentence != null) {
            System.err.println(sentence);
            System.exit(1);
        }
    }

    private static @Nullable String obstacle(Environment environment) {
        try {
            NodeRole.of(environment);
        } catch (IllegalArgumentException unknownRole) {
            return unknownRole.getMessage();
        }
        int port = environment.getProperty("server.port", Integer.class, 8080);
        String address = environment.getProperty("server.address", "127.0.0.1");
        if (port > 0) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            } catch (IOException taken) {
                return "Port " + port + " of " + address
                        + " is in use; stop what listens there, or choose another with --server.port=…";
            }
        }
        return null;
    }
}
