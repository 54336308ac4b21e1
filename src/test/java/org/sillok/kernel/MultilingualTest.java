package org.sillok.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultilingualTest {
    @Test
    void textsAreKeptExactlyAndOrderedByTag() {
        Multilingual names = Multilingual.of(Map.of("ko", " 가상의 단체①", "EN", "A fictitious group"), 100);
        assertThat(names.byTag()).containsExactly(Map.entry("en", "A fictitious group"), Map.entry("ko", " 가상의 단체①"));
        assertThat(names).hasToString("Multilingual[en, ko]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "\u0000", "a\u0007b", "\ud800", "a\udc00", "12345678901"})
    void blankBrokenOrOverlongTextsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Multilingual.of(Map.of("ko", text), 10));
    }

    @Test
    void theSameLanguageInTwoSpellingsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Multilingual.of(Map.of("ko", "하나", "KO", "둘"), 10));
    }

    @Test
    void noneOrTooManyLanguagesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Multilingual.of(Map.of(), 10));
        Map<String, String> many = new HashMap<>();
        for (char c = 'a'; c <= 'z'; c++) {
            many.put("aa" + c, "text");
            many.put("bb" + c, "text");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Multilingual.of(many, 10));
    }
}
