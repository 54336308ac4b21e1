package org.sillok.discovery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All people named here are invented. */
class NameKeysLawsTest {
    private static final String SURNAMES =
            "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부";
    private static final String[] GIVEN = {
        "정욱", "민수", "영희", "철수", "지은", "은정", "현우", "서연", "혜진", "동현", "미경", "성호", "경희", "재훈", "수빈", "윤아", "병철", "기영",
        "도윤", "하늘", "보람", "나래", "태영", "준호", "명숙", "순자", "옥순", "광수", "창민", "세라"
    };

    @ParameterizedTest
    @CsvSource({
        "김정욱,Kim Jung-wook",
        "김정욱,Kim Jeong-wook",
        "김정욱,KIM Jung Wook",
        "김정욱,Gim Jeonguk",
        "김정욱,Kim Chŏng-uk",
        "김정욱,Jung-wook Kim",
        "김정욱,'KIM, Jung Wook'",
        "김정욱,Kim Jungwook",
        "이지은,Lee Ji-eun",
        "이지은,Yi Chi-ŭn",
        "이지은,Rhee Jieun",
        "이지은,I Jieun",
        "리지은,Ri Ji Un",
        "리지은,Lee Ji-eun",
        "박영희,Park Young-hee",
        "박영희,Pak Yŏng-hŭi",
        "박영희,Bak Yeonghui",
        "박영희,Bahk Yonghee",
        "최은경,Choi Eun-kyung",
        "최은경,Ch'oe Ŭn-gyŏng",
        "최은경,Choe Eungyeong",
        "최은경,Chwe Unkyung",
        "서현우,Suh Hyun-woo",
        "서현우,Seo Hyeonu",
        "서현우,Sŏ Hyŏn-u",
        "안성호,Ahn Sung-ho",
        "안성호,An Seongho",
        "임수빈,Lim Soo-bin",
        "임수빈,Yim Subin",
        "림수빈,Im Su-bin",
        "노태영,Roh Tae-young",
        "노태영,Noh Taeyoung",
        "유재훈,Yoo Jae-hoon",
        "류재훈,Ryu Jae-hun",
        "류재훈,Yu Chaehun",
        "정윤아,Chung Yoon-ah",
        "정윤아,Jeong Yuna",
        "권혜진,Kwon Hye-jin",
        "황보람,Hwang Bo-ram",
        "허준호,Hur Jun-ho",
        "오미경,Oh Mi-kyung",
        "문병철,Moon Byung-chul",
        "문병철,Mun Pyŏngch'ŏl",
        "배기영,Bae Ki-young",
        "배기영,Pai Gi-yeong",
        "여도윤,Yeo Do-yoon"
    })
    void aNameIsFoundHoweverItIsWritten(String hangul, String latin) {
        Set<String> inHangul = IndexWords.of(List.of("면담 기록: " + hangul + " 씨의 진술"));
        Set<String> inLatin = IndexWords.of(List.of("Interview with " + latin + ", second part"));
        assertThat(SoughtWords.of(latin).isIn(inHangul))
                .as("%s in Hangul", latin)
                .isTrue();
        assertThat(SoughtWords.of(hangul).isIn(inLatin))
                .as("%s in Latin", hangul)
                .isTrue();
        assertThat(SoughtWords.of(hangul).isIn(inHangul)).isTrue();
        assertThat(SoughtWords.of(latin).isIn(inLatin)).isTrue();
    }

    @Test
    void mostDifferentNamesHaveDifferentKeys() {
        List<String> names = new ArrayList<>();
        SURNAMES.chars().forEach(surname -> {
            for (String given : GIVEN) {
                names.add((char) surname + given);
            }
        });
        List<Set<String>> keys = names.stream().map(NameKeys::ofHangul).toList();
        long same = 0;
        long pairs = 0;
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                pairs++;
                Set<String> shared = new HashSet<>(keys.get(i));
                shared.retainAll(keys.get(j));
                same += shared.isEmpty() ? 0 : 1;
            }
        }
        System.out.println("of " + names.size() + " names, " + same + " of " + pairs + " pairs share a key");
        assertThat(pairs).isGreaterThan(1_000_000);
        assertThat((double) same / pairs).as("pairs that share a key").isLessThan(0.001);
    }

    @ParameterizedTest
    @CsvSource({
        "김정욱,박정욱",
        "김정욱,김민수",
        "김정욱,이정욱",
        "최영희,최철수",
        "Kim Jung-wook,Park Jung-wook",
        "Kim Jung-wook,Kim Min-soo",
        "Lee Ji-eun,Lee Min-ji"
    })
    void otherNamesAreNotFound(String sought, String written) {
        assertThat(SoughtWords.of(sought).isIn(IndexWords.of(List.of(written)))).isFalse();
    }

    @Test
    void keysDoNotDependOnOrderOfAskingAndAreOfSoundsOnly() {
        for (String given : GIVEN) {
            for (String key : NameKeys.ofHangul("김" + given)) {
                assertThat(key).matches("[AEIOKTPJSRMNH]{3,}");
            }
        }
        assertThat(NameKeys.of(List.of("i"))).isEmpty();
        assertThat(NameKeys.of(List.of())).isEmpty();
    }
}
