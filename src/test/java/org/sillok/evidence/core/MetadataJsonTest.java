package org.sillok.evidence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;

class MetadataJsonTest {
    private static final String FULL = """
            {"title": {"ko": "진술서 ①", "en": "Statement", "zh-Hant": "證詞", "ar": "شهادة"}, "kind": "TESTIMONY",
             "languages": ["ko", "en"], "source": "src_aaaaaaaaaaaaaaaaaaaaaaaaaa",
             "created": {"asWritten": "in or around November 2023", "edtf": "2023-11~", "place": "어느 도시"},
             "collector": "Interviewer A (invented)", "collectionMethod": "INTERVIEW", "collectedOn": "2023-11-05",
             "custodyBefore": [{"holder": "Family", "from": "2014-06-16", "to": "2023-11", "note": "in a drawer"}],
             "description": {"en": "3 (+1 body)"}}
            """;

    @Test
    void whatIsReadAndWrittenIsTheSameAgain() {
        ItemMetadata metadata = good(FULL);
        byte[] canonical = MetadataJson.canonical(metadata);
        assertThat(MetadataJson.stored(canonical)).isEqualTo(metadata);
        assertThat(MetadataJson.canonical(MetadataJson.stored(canonical))).isEqualTo(canonical);
        assertThat(metadata.created().asWritten()).isEqualTo("in or around November 2023");
        assertThat(metadata.custodyBefore()).hasSize(1);
    }

    @Test
    void theOrderOfMembersDoesNotChangeTheDigest() {
        ItemMetadata one = good("{\"kind\":\"LIST\",\"title\":{\"en\":\"a\",\"ko\":\"b\"}}");
        ItemMetadata other = good("{\"title\":{\"ko\":\"b\",\"en\":\"a\"},\"kind\":\"LIST\",\"languages\":[]}");
        assertThat(Sha2.sha256(MetadataJson.canonical(one))).isEqualTo(Sha2.sha256(MetadataJson.canonical(other)));
    }

    @Test
    void textsAreNeverNormalised() {
        // NFKC would make "1" of the footnote mark and "kg" of the unit; NFC would join the jamo.
        String text = "①㎏\u1112\u1161\u11ab";
        ItemMetadata metadata = good("{\"title\":{\"ko\":\"" + text + "\"},\"kind\":\"OTHER\"}");
        assertThat(metadata.title().byTag().get("ko")).isEqualTo(text);
        assertThat(new String(MetadataJson.canonical(metadata), StandardCharsets.UTF_8))
                .contains(text);
    }

    @Test
    void everyFlawIsReportedAtOnceWithItsPlaceAndWithoutItsValue() {
        List<Flaw> flaws = flaws("""
                {"title": {"xx-nope": "secret title"}, "kind": "SECRET", "languages": ["ko", "ko", "q"],
                 "created": {"edtf": "13th of secret", "when": "x"}, "collectedOn": "2023-13-01",
                 "custodyBefore": [{"note": "secret"}, 7], "sourc": "secret", "source": "src_secret"}
                """);
        assertThat(flaws)
                .extracting(Flaw::pointer)
                .contains(
                        "/title/xx-nope",
                        "/kind",
                        "/languages/1",
                        "/languages/2",
                        "/created/edtf",
                        "/created/when",
                        "/collectedOn",
                        "/custodyBefore/0/holder",
                        "/custodyBefore/1",
                        "/sourc",
                        "/source");
        assertThat(flaws).extracting(Flaw::detail).noneMatch(detail -> detail.contains("secret"));
        assertThat(flaws)
                .extracting(Flaw::kind)
                .contains(Flaw.Kind.DATE, Flaw.Kind.LANGUAGE_TAG, Flaw.Kind.UNKNOWN_FIELD);
    }

    @Test
    void titleAndKindAreRequired() {
        assertThat(flaws("{}")).extracting(Flaw::pointer).containsExactlyInAnyOrder("/title", "/kind");
        assertThat(flaws("{\"title\":null,\"kind\":null}")).isNotEmpty();
        assertThat(flaws("{\"title\":{},\"kind\":\"LIST\"}"))
                .extracting(Flaw::pointer)
                .containsExactly("/title");
    }

    @Test
    void whatIsNoStrictJsonIsASyntaxFlaw() {
        for (String json : new String[] {"", "{", "[]", "{\"kind\":\"LIST\",\"kind\":\"LIST\"}", "null", "{} {}"}) {
            assertThat(flaws(json)).as(json).isNotEmpty();
        }
        assertThat(MetadataJson.read(new byte[] {(byte) 0xff})).isInstanceOf(MetadataJson.Reading.Flawed.class);
    }

    @Test
    void alteredStoredBytesAreNoMetadata() {
        assertThatThrownBy(() -> MetadataJson.stored("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static ItemMetadata good(String json) {
        MetadataJson.Reading reading = MetadataJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(MetadataJson.Reading.Good.class);
        return ((MetadataJson.Reading.Good) reading).metadata();
    }

    private static List<Flaw> flaws(String json) {
        MetadataJson.Reading reading = MetadataJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(MetadataJson.Reading.Flawed.class);
        return ((MetadataJson.Reading.Flawed) reading).flaws();
    }
}
