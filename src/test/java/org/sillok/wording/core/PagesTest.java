package org.sillok.wording.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Scope;
import org.sillok.terms.Window;

class PagesTest {
    @Test
    void anAgreementSaysEverythingThatItsPartiesSigned() {
        String page = Html.page(SamplePages.agreement().document(SampleTerms.words(Language.EN), SampleTerms::name));
        assertThat(page)
                .contains("<h1><bdi>Fictitious memorandum</bdi></h1>")
                .contains("Version 2 of agreement agr_aaaaaaaaaaaaaaaaaaaaaaaaaa.")
                .contains("Memorandum of understanding", "In force.", "every 90 days", "until it is terminated")
                .contains("<bdi>가상 재판소</bdi>", "<bdi>Fictitious Centre</bdi>")
                .contains("To find out<br/>what happened.")
                .contains("[ar] <bdi>نص &lt;b&gt;تجريبي&lt;/b&gt;</bdi>")
                .contains("1.1) ", "2) ", "3) This clause cannot be read")
                .contains("only if her sister agrees")
                .contains("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        String korean = Html.page(SamplePages.agreement().document(SampleTerms.words(Language.KO), SampleTerms::name));
        assertThat(korean)
                .contains("<h1><bdi>가상의 양해각서</bdi></h1>", "<bdi>무슨 일이 있었는지 밝히기 위하여.</bdi>")
                .contains("2027년 3월 1일 00:00(한국 시간)")
                .doesNotContain("Memorandum");
    }

    @Test
    void anAgreementWithoutClausesPermitsNothing() {
        AgreementPage bare = new AgreementPage(
                "agr_a",
                1,
                AgreementKind.COURT_ORDER,
                "x",
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                "");
        String page = Html.page(bare.document(SampleTerms.words(Language.EN), SampleTerms::name));
        assertThat(page).contains("so nothing is permitted", "Nobody has to sign this.", "<h1>Agreement</h1>");
    }

    @Test
    void aConsentSaysWhatWasSaidWhatItMeansAndHowToTakeItBack() {
        String page = Html.page(SamplePages.consent().document(SampleTerms.words(Language.EN)));
        assertThat(page)
                .contains("<h1>Consent of <bdi>S-7K3M-9QXD</bdi></h1>")
                .contains("What the material may be used for.", "<bdi>SOMETHING_NEW</bdi>")
                .contains("I am the guardian", "<bdi>&lt;mother&gt;</bdi>", "not on record", "<bdi>2023-11~</bdi>")
                .contains("Chosen point by point.", "This applies until 1 March 2027")
                .contains("may look at it where it is kept and receive it")
                .contains("You can take your consent back at any time")
                .contains("cannot be enforced")
                .contains("[U+202E]reversed");
        assertThat(Html.page(SamplePages.consent().document(SampleTerms.words(Language.KO))))
                .contains("언제든지 이유를 말하지 않고", "동의했습니다.", "보호자로서");
    }

    @Test
    void whatIsNotOnRecordIsSaidToBeNot() {
        ConsentPage poor = new ConsentPage(
                "cns_a",
                1,
                "S",
                false,
                ConsentState.UNKNOWN,
                null,
                "BROAD",
                "SELF",
                null,
                null,
                null,
                Window.ALWAYS,
                null,
                Scope.EVERYTHING,
                List.of(),
                null);
        assertThat(Html.page(poor.document(SampleTerms.words(Language.EN))))
                .contains("It is not on record what was explained.")
                .contains("Not known. Nothing is permitted.")
                .contains("This is not the version that counts.")
                .contains("no day was set")
                .contains("so nothing is permitted");
    }
}
