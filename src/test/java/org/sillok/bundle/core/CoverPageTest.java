package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.SampleBundle;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.core.Told;
import org.sillok.terms.Purpose;
import org.sillok.terms.Vocabulary;

class CoverPageTest {
    private static String page(Completeness.Status status, List<Withheld> withheld, List<Purpose> purposes) {
        BundlePlan plan = SampleBundle.of(2, 1).plan();
        Cover cover = plan.cover();
        BundlePlan changed = new BundlePlan(
                plan.id(),
                plan.date(),
                plan.replaces(),
                new Cover(
                        cover.requester(),
                        cover.requesterName(),
                        cover.owners(),
                        new TreeSet<>(purposes),
                        cover.proceeding(),
                        cover.until(),
                        cover.conditions(),
                        cover.contact()),
                new Completeness(status, withheld, plan.completeness().commitment()),
                plan.items(),
                plan.papers(),
                plan.proofs(),
                plan.verifyPage());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CoverPage.write(changed, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(UTF_8);
    }

    private static String section(String page, CoverWords words) {
        int start = page.indexOf("<section id=\"" + words.language() + "\"");
        return page.substring(start, page.indexOf("</section>", start));
    }

    private static int count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).split(text, -1).length - 1;
    }

    private static List<String> inAll(InFour words) {
        return CoverWords.ALL.stream().map(one -> words.in(one.language())).toList();
    }

    @Test
    void purposesStandInWordsBesideTheirCodes() {
        String page = page(Completeness.Status.COMPLETE, List.of(), List.of(Purpose.values()));
        for (CoverWords words : CoverWords.ALL) {
            String section = section(page, words);
            for (Purpose purpose : Purpose.values()) {
                assertThat(section)
                        .contains("<dd>" + PurposeWords.of(purpose).in(words.language()) + " <code>" + purpose
                                + "</code></dd>");
            }
        }
    }

    @Test
    void koreanAndEnglishAreTheVocabularys() {
        JsonObject purposes = Vocabulary.document().array("lists").values().stream()
                .map(JsonValue::asObject)
                .filter(list -> list.text("name").equals("Purpose"))
                .findFirst()
                .orElseThrow();
        List<String> codes = new ArrayList<>();
        for (JsonValue value : purposes.array("codes").values()) {
            JsonObject code = value.asObject();
            codes.add(code.text("code"));
            InFour words = PurposeWords.of(Purpose.valueOf(code.text("code")));
            assertThat(words.english()).isEqualTo(code.object("label").text("en"));
            assertThat(words.korean()).isEqualTo(code.object("label").text("ko"));
        }
        assertThat(codes).hasSize(Purpose.values().length);
    }

    @Test
    void whateverTheRequesterIsToldHasWordsInEveryLanguage() {
        List<String> codes = new ArrayList<>();
        for (LineStanding standing : LineStanding.values()) {
            codes.add(standing.name());
        }
        // What was approved is not withheld.
        codes.remove(LineStanding.APPROVED.name());
        for (RefusalReason reason : RefusalReason.values()) {
            codes.add(reason.name());
        }
        for (Told told : Told.values()) {
            codes.add(told.name());
        }
        codes.add("METADATA_NOT_PERMITTED");
        for (String code : codes) {
            new Withheld(OptionalInt.empty(), code);
            assertThat(inAll(WithheldWords.of(code).orElseThrow()))
                    .as(code)
                    .doesNotHaveDuplicates()
                    .allMatch(words -> !words.isBlank() && !words.matches("(?s).*[<>&\"].*"));
        }
    }

    @Test
    void reasonsAreCountedAndExplained() {
        List<Withheld> withheld = List.of(
                new Withheld(OptionalInt.of(1), "NOT_PERMITTED"),
                new Withheld(OptionalInt.empty(), "SOURCE_SAFETY"),
                new Withheld(OptionalInt.of(2), "NOT_PERMITTED"),
                new Withheld(OptionalInt.of(3), "NEW_CLASS"));
        String page = page(Completeness.Status.WITHHELD_LISTED, withheld, List.of(Purpose.AUDIT));
        for (CoverWords words : CoverWords.ALL) {
            String section = section(page, words);
            String permitted = WithheldWords.of("NOT_PERMITTED").orElseThrow().in(words.language());
            String safety = WithheldWords.of("SOURCE_SAFETY").orElseThrow().in(words.language());
            assertThat(section)
                    .contains("<h3>" + words.withheld() + "</h3>")
                    .contains("<dt>2 <code>NOT_PERMITTED</code></dt><dd>" + permitted + "</dd>")
                    .contains("<dt>1 <code>SOURCE_SAFETY</code></dt><dd>" + safety + "</dd>")
                    .contains("<dt>1 <code>NEW_CLASS</code></dt><dd></dd>")
                    .contains(String.format(Locale.ROOT, words.withheldToo(), withheld.size()))
                    .doesNotContain(words.notConfirmed());
        }
    }

    @Test
    void whereNobodyMaySayWhetherThereIsMoreNoReasonStands() {
        String page = page(Completeness.Status.EXISTENCE_NOT_CONFIRMED, List.of(), List.of(Purpose.AUDIT));
        for (CoverWords words : CoverWords.ALL) {
            assertThat(section(page, words)).contains(words.notConfirmed(), words.withheld());
            assertThat(section(page, words)).doesNotContain(String.format(Locale.ROOT, words.withheldToo(), 0));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(page).doesNotContain("<code>" + reason);
        }
        assertThat(page).doesNotContain("NOT_PERMITTED");
    }

    @Test
    void aCompleteBundleHasNothingToExplain() {
        String page = page(Completeness.Status.COMPLETE, List.of(), List.of(Purpose.AUDIT));
        for (CoverWords words : CoverWords.ALL) {
            assertThat(section(page, words)).doesNotContain(words.withheld(), words.notConfirmed());
        }
    }

    @Test
    void namesKeepTheirOwnLanguageAndDirectionInEverySection() {
        String page = page(Completeness.Status.COMPLETE, List.of(), List.of(Purpose.AUDIT));
        String arabic = "<bdi lang=\"ar\" dir=\"auto\">\u0645\u0646\u0638\u0645\u0629</bdi>";
        assertThat(count(page, arabic)).isEqualTo(CoverWords.ALL.size());
        assertThat(count(page, "dir=\"ltr\"")).isEqualTo(CoverWords.ALL.size());
        assertThat(Pattern.compile("\u0645\u0646\u0638\u0645\u0629")
                        .splitAsStream(page)
                        .count())
                .isEqualTo(CoverWords.ALL.size() + 1L);
    }
}
