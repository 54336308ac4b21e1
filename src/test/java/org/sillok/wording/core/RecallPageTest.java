package org.sillok.wording.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.PartyId;

class RecallPageTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final PartyId COURT = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");

    private static RecallPage.Line line(
            @Nullable Instant loaded,
            @Nullable String spared,
            boolean overdue,
            @Nullable String answer,
            @Nullable String ground) {
        return new RecallPage.Line(COURT, NOON, loaded, spared, overdue, answer, ground, answer == null ? null : NOON);
    }

    private static String page(Language language, boolean lifted, RecallPage.Line... lines) {
        return page(language, "NO_FURTHER_USE", "STOP_USE", lifted, lines);
    }

    private static String page(
            Language language, String level, String asked, boolean lifted, RecallPage.Line... lines) {
        RecallPage page = new RecallPage(
                "wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                true,
                level,
                asked,
                NOON,
                NOON.plusSeconds(86_400),
                lifted,
                List.of(lines),
                lines.length);
        return Html.page(page.document(SampleTerms.words(language), party -> "<b>Court</b>"));
    }

    @Test
    void eachAnswerIsSaidInPlainWords() {
        String english = page(
                Language.EN,
                false,
                line(NOON, null, false, "COMPLIED", null),
                line(NOON, null, false, "REFUSED", "COURT_ORDER"),
                line(null, null, false, "PARTIAL", "IN_EVIDENCE"),
                line(NOON, null, true, null, null),
                line(NOON, null, false, null, null),
                line(NOON, "NOT_ASKED", false, null, null));
        assertThat(english)
                .contains("It says that it did what was asked.")
                .contains("It says that it will not do so. The reason: a court has ordered it.")
                .contains("It says that it did a part of that. The reason: it is in the files of a court.")
                .contains("It has not answered, although the time is over.")
                .contains("It has not answered yet. It has time until")
                .contains("<td>nothing</td>", "This time it was asked for nothing.")
                .contains("Not all of it was fetched")
                .contains("<bdi>&lt;b&gt;Court&lt;/b&gt;</bdi>");
    }

    @Test
    void koreanPagesHaveNoEnglishSentences() {
        for (String level : new String[] {"NO_NEW_SHARING", "NO_FURTHER_USE", "RESTRICT", "ERASE"}) {
            for (String asked : new String[] {"STOP_USE", "QUARANTINE", "RETURN", "DESTROY", "REPLACE_WITH"}) {
                String page = page(
                        Language.KO,
                        level,
                        asked,
                        false,
                        line(NOON, null, false, "COMPLIED", null),
                        line(null, null, false, "PARTIAL", "DISCLOSURE_DUTY"),
                        line(NOON, null, false, "REFUSED", "OTHER"),
                        line(NOON, "NOT_ASKED", false, null, null),
                        line(NOON, null, true, null, null));
                String body = page.substring(page.indexOf("<body>")).replaceAll("<[^>]*>", "");
                assertThat(body.replace("wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa", "").replace("&lt;b&gt;Court&lt;/b&gt;", ""))
                        .doesNotContainPattern("[A-Za-z]{3}")
                        .contains("한국 시간");
            }
        }
    }

    @Test
    void onlyWhoDecidedIsToldThatItDid() {
        for (boolean own : new boolean[] {true, false}) {
            RecallPage page = new RecallPage(
                    "wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                    own,
                    "RESTRICT",
                    null,
                    NOON,
                    null,
                    false,
                    List.of(line(NOON, "NOT_ASKED", false, null, null)),
                    own ? 1 : 1_001);
            String english = Html.page(page.document(SampleTerms.words(Language.EN), party -> "Court"));
            String korean = Html.page(page.document(SampleTerms.words(Language.KO), party -> "Court"));
            assertThat(english.contains("What you decided")).isEqualTo(own);
            assertThat(english.contains("your decision")).isEqualTo(own);
            assertThat(english.contains("What was decided")).isEqualTo(!own);
            assertThat(korean.contains("결정하신")).isEqualTo(own);
            assertThat(english).contains("It is locked away here; nobody here works with it.", "may have passed it on");
            assertThat(english.contains("It was handed over 1001 times. The first 1 stand here"))
                    .isEqualTo(!own);
            assertThat(korean.contains("모두 1001번 제공하였습니다")).isEqualTo(!own);
            assertThat(korean).contains("다른 곳에 전하였을 수 있습니다");
        }
    }

    @Test
    void nobodyIsSaidAndSoIsThatItWasTakenBack() {
        assertThat(page(Language.EN, false)).contains("Nobody outside had received it.");
        assertThat(page(Language.EN, true, line(NOON, null, true, null, null)))
                .contains("This was taken back later.", "It did not answer.")
                .doesNotContain("asked again and again");
        assertThat(page(Language.KO, true)).contains("이 결정은 나중에 취소되었습니다");
    }
}
