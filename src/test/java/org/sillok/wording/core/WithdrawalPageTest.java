package org.sillok.wording.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WithdrawalPageTest {
    private static final Instant WHEN = Instant.parse("2027-03-01T00:00:00Z");

    @Test
    void itSaysWhatWasTakenBackAndWhereItIs() {
        WithdrawalPage page = page(
                null,
                "STOP_USE",
                3,
                List.of(
                        new WithdrawalPage.Item("itm_a", "<Interview>\u202Eesrever", false),
                        new WithdrawalPage.Item("itm_b", null, true)),
                List.of(
                        new WithdrawalPage.Bundle("bdl_a", "가상 재판소", "READY", WHEN, 2),
                        new WithdrawalPage.Bundle("bdl_b", "Fictitious Court", "SOMETHING_NEW", null, 1)),
                List.of(new WithdrawalPage.Onward("Fictitious Court", "A & B", WHEN)));
        String english = Html.page(page.document(SampleTerms.words(Language.EN)));
        assertThat(english)
                .contains("Withdrawal wdr_a.", "the source", "safety", "to use it no further", "1 March 2027")
                .contains("<bdi>&lt;Interview&gt;[U+202E]esrever</bdi>", "itm_b", "made from other material here")
                .contains("the first 2 of 3", "<bdi>가상 재판소</bdi>", "ready to be fetched", "not as a whole")
                .contains("<bdi>SOMETHING_NEW</bdi>", "<bdi>A &amp; B</bdi>")
                .contains("cannot be taken away by technical means", "nothing of it is handed over any more")
                .contains("Nobody else receives it, and it is to be used no further.", "what they answer is recorded");
        String korean = Html.page(page.document(SampleTerms.words(Language.KO)));
        assertThat(korean)
                .contains("제공자 본인", "더 쓰지 않을 것", "전체 3건 가운데 처음 2건", "2027년 3월 1일")
                .doesNotContain("the source", "Where", "recipient");
    }

    @Test
    void nothingReachedAndNothingAskedIsSaidToo() {
        WithdrawalPage page = page(WHEN, null, 0, List.of(), List.of(), List.of());
        assertThat(Html.page(page.document(SampleTerms.words(Language.EN))))
                .contains("no, lifted ", "nothing", "It reached no material.", "Nothing of it has left.")
                .contains("No recipient has reported that it passed anything on.")
                .contains("cannot be taken away by technical means")
                .doesNotContain("is handed over any more", "are asked,", "asked to ");
        assertThat(page).hasToString("wdr_a");
    }

    private static WithdrawalPage page(
            @Nullable Instant lifted,
            @Nullable String asked,
            int reached,
            List<WithdrawalPage.Item> items,
            List<WithdrawalPage.Bundle> bundles,
            List<WithdrawalPage.Onward> onward) {
        return new WithdrawalPage(
                "wdr_a",
                "NO_FURTHER_USE",
                "SOURCE",
                "SAFETY",
                asked,
                asked == null ? null : WHEN,
                WHEN,
                WHEN,
                lifted,
                reached,
                items,
                bundles,
                onward);
    }
}
