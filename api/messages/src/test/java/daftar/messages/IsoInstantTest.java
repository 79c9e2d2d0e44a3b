package daftar.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {

    private static final long YEAR_10000 = 253_402_300_800L;
    private static final long YEAR_MINUS_1 = -62_198_755_200L;

    @Property
    void milliseconds_are_written_and_read_as_the_jdk_does(
            @ForAll @LongRange(min = YEAR_MINUS_1, max = YEAR_10000 + 86_400) long second,
            @ForAll @IntRange(max = 999) int milli) {
        same(Instant.ofEpochSecond(second, milli * 1_000_000L));
        same(Instant.ofEpochSecond(second));
    }

    @Property
    void finer_instants_are_written_and_read_as_the_jdk_does(
            @ForAll @LongRange(min = YEAR_MINUS_1, max = YEAR_10000 + 86_400) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        same(Instant.ofEpochSecond(second, nano));
    }

    private static void same(Instant instant) {
        assertThat(IsoInstant.format(instant)).isEqualTo(instant.toString());
        assertThat(IsoInstant.parse(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-02-30T10:00:00Z",
                "2026-11-22T25:00:00.000Z",
                "2026-11-22T10:61:00Z",
                "2026-11-22 10:00:00Z",
                "2026-11-22T10:00:0aZ",
                "2026-11-22T10:00:00.12xZ",
                "２０２６-11-22T10:00:00Z"
            })
    void what_the_jdk_refuses_is_refused(String text) {
        assertThatThrownBy(() -> IsoInstant.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-22T10:00:00+01:00",
                "-0004-01-01T00:00:00Z"
            })
    void what_only_the_jdk_knows_is_left_to_it(String text) {
        assertThat(IsoInstant.parse(text)).isEqualTo(Instant.parse(text));
    }
}
