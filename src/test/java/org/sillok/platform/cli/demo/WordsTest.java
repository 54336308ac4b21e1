package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void englishAndKoreanSayTheSameThings() {
        assertThat(Words.in("ko").keys()).isEqualTo(Words.in("en").keys());
    }

    @Test
    void theTerminalsLanguageDecides() {
        assertThat(Words.languageOf(Map.of("LANG", "ko_KR.UTF-8"))).isEqualTo("ko");
        assertThat(Words.languageOf(Map.of("LANG", "en_GB.UTF-8"))).isEqualTo("en");
        assertThat(Words.languageOf(Map.of("LANG", "ko_KR.UTF-8", "LC_MESSAGES", "C")))
                .isEqualTo("en");
        assertThat(Words.languageOf(Map.of())).isEqualTo("en");
    }

    @Test
    void anUnknownLanguageIsEnglish() {
        assertThat(Words.in("tlh").language()).isEqualTo("en");
    }

    @Test
    void aSentenceThatIsMissingIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> Words.in("en").say("no.such")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Words.in("en").say("people.party")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizesAreForPeople() {
        assertThat(Words.size(0)).isEqualTo("0 B");
        assertThat(Words.size(999)).isEqualTo("999 B");
        assertThat(Words.size(1_593)).isEqualTo("1.6 KB");
        assertThat(Words.size(494_902)).isEqualTo("495 KB");
        assertThat(Words.size(1_200_000_000)).isEqualTo("1.2 GB");
    }
}
