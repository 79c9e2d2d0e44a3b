package daftar.http.words;

import daftar.http.directory.Register;
import daftar.messages.Commands;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The words of searches, on nodes with the command role. Needs {@link Commands}, {@link Register} and a clock. */
@Configuration(proxyBeanMethods = false)
public class WordsConfiguration {

    @Bean
    SearchWordsController searchWordsController(Commands commands, Register register, InstantSource clock) {
        return new SearchWordsController(commands, register, clock);
    }

    @Bean
    WordsDescriptions wordsDescriptions() {
        return new WordsDescriptions();
    }
}
