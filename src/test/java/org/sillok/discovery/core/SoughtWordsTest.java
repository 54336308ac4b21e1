package org.sillok.discovery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoughtWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "정욱|김정욱 면담",
                "욱|김정욱 면담",
                "김 정욱|김정욱 면담",
                "김정욱|김 정욱 면담",
                "수용소에서|가상 수용소에서 있었던 일",
                "교화소 면담|면담: 제5 교화소",
                "document|Documents of a fictitious office",
                "docu off|Documents of a fictitious office",
                "RÉSUMÉ|a resume",
                "resume|ein Résumé",
                "straße|STRASSE 5",
                "Ｆｕｌｌ|full width",
                "A/HRC/WGAD/2024/37|see A/HRC/WGAD/2024/37",
                "2014|2014.06.16",
                "٢٠١٤|in 2014",
                "名单|失踪者名单",
                "单|失踪者名单",
                "ひらがな|これはひらがなです",
                "الخرطوم|خرطوم",
                "خرطوم|في الخرطوم",
                "احمد|أَحْمَد",
                "مدرسه|مدرسة",
                "محمـــد|محمد",
                "москва|МОСКВА",
                "don't|dont",
                "interview with Kim Jung-wook|Interview with 김정욱",
                "😀 list|List"
            })
    void isFound(String query, String text) {
        assertThat(SoughtWords.of(query).isIn(IndexWords.of(List.of(text)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "민옥|김정욱 면담",
                "욱정|김정욱 면담",
                "ument|Documents",
                "document list|Documents",
                "名录|失踪者名单",
                "2015|2014.06.16",
                "...|Documents",
                "😀|😀"
            })
    void isNotFound(String query, String text) {
        assertThat(SoughtWords.of(query).isIn(IndexWords.of(List.of(text)))).isFalse();
    }

    @Test
    void decomposedTextIsTheSame() {
        String text = "가상 기록: Résumé, أحمد";
        Set<String> words = IndexWords.of(List.of(text));
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(IndexWords.of(List.of(Normalizer.normalize(text, form))))
                    .as(form.name())
                    .isEqualTo(words);
        }
    }

    @Test
    void aTextFindsItselfAndItsWordsInAnyOrder() {
        for (String text : List.of(
                "가상 문서와 기록 보관소",
                "A Quite Fictitious Document Of 5 Pages",
                "失踪者 名单 2014",
                "قائمة المفقودين",
                "혼합 mixed 名单 text")) {
            Set<String> words = IndexWords.of(List.of(text));
            assertThat(SoughtWords.of(text).isIn(words)).as(text).isTrue();
            for (String word : text.split(" ")) {
                assertThat(SoughtWords.of(word).isIn(words)).as(word).isTrue();
            }
        }
    }

    @Test
    void longTextsAreCutAndNothingBreaksOnOddOnes() {
        String text = "가".repeat(IndexWords.MOST_CHARACTERS) + "끝";
        assertThat(SoughtWords.of("끝").isIn(IndexWords.of(List.of(text)))).isFalse();
        for (String odd : List.of(
                "", " ", "\ud83d\ude00", "'", "''", "-", "a-", "-a", "ー", "\u0301", "가\u0301", "ㄱㄴ", "İ", "1가a中ا")) {
            assertThat(IndexWords.of(List.of(odd))).isNotNull();
            assertThat(SoughtWords.of(odd).all()).isNotNull();
        }
        assertThat(SoughtWords.of("").isIn(IndexWords.of(List.of("anything")))).isFalse();
    }
}
