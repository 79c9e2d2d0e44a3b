package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.cli.RelevanceSet.Score;
import daftar.cli.RelevanceSet.Split;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelevanceSetTest {

    @Test
    void a_score_counts_who_is_found_and_how_far_up() {
        assertThat(Score.of(List.of(1, 2, 0, 10))).isEqualTo(new Score(0.75, (1 + 0.5 + 0.1) / 4));
    }

    @Test
    void a_question_is_in_the_same_half_for_ever() {
        assertThat(Split.of("c0005")).isEqualTo(Split.TEST);
        assertThat(Split.of("c0007")).isEqualTo(Split.TRAIN);
    }

    @Test
    void about_as_many_are_in_the_one_half_as_in_the_other() {
        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> Split.TRAIN.has("question-" + i))
                        .count())
                .isBetween(4_800L, 5_200L);
    }
}
