package org.sillok.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {
    @ParameterizedTest
    @CsvSource({
        "ko, ko",
        "KO, ko",
        "ko-kp, ko-KP",
        "zh-hant, zh-Hant",
        "ar, ar",
        "und, und",
        "mul, mul",
        "zxx, zxx",
        "ko-Latn-x-mr, ko-Latn-x-mr",
        "he, he",
        "id, id",
        "en-001, en-001",
        "zh-yue, yue",
        "und-Hang, und-Hang"
    })
    void aTagIsBroughtIntoItsCanonicalForm(String text, String canonical) {
        assertThat(LanguageTag.parse(text).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "korean",
                "ko_KR",
                "xx",
                "zz",
                "ko-XY",
                "ko-",
                "-ko",
                "x-private",
                "ko ",
                "한국어",
                "english-us",
                "ko-KR-KR",
                "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa"
            })
    void whatNamesNoLanguageIsRefusedWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageTag.parse(text))
                .satisfies(refused -> assertThat(refused.getMessage()).startsWith("not a "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KO", "zh-hant"})
    void onlyTheCanonicalFormMakesARecord(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LanguageTag(text));
    }
}
