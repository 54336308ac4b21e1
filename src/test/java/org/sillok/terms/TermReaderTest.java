package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.StateCode;

class TermReaderTest {
    private static final String WHOLE = """
            {"id":"3.2","effect":"PERMIT","actions":["DISCLOSE","INSPECT"],
             "recipients":{"only":[{"class":"COURT"},{"party":"pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"}],"except":[{"class":"OTHER"}]},
             "purposes":{"only":["ACCOUNTABILITY"],"except":["SANCTIONS"]},
             "places":{"STORAGE":{"only":["CH","NL"]},"ONWARD":{"all":true,"except":["ZZ"]}},
             "proceedings":{"only":["INTERNATIONAL_CRIMINAL"]},
             "scope":{"parts":["CONTENT","METADATA"],"lineage":"DERIVATIVES_ONLY"},
             "window":{"from":"2026-01-01T00:00:00.000Z"},
             "conditions":[{"code":"ANONYMISE"},{"code":"MAX_DISCLOSURES","count":3},
               {"code":"EMBARGO_UNTIL","at":"2026-03-01T00:00:00.000Z"},{"code":"STORE_ONLY_IN","states":["NL"]},
               {"code":"CASE_LIMITED","cases":["사건 7/2026"]},{"code":"PURPOSES_EXCEPT","purposes":["LEAD_GENERATION"]},
               {"code":"RECIPIENTS_EXCEPT","recipients":[{"class":"AUDITOR"}]},{"code":"FREE_TEXT","text":"먼저 전화해 주세요"}],
             "duties":[{"code":"RETURN_OR_DESTROY_BY","at":"2030-01-01T00:00:00.000Z"},{"code":"ATTRIBUTE"}]}
            """;
    private static final String SMALLEST = """
            {"id":"1","effect":"PERMIT","actions":["INSPECT"],"recipients":{"all":true},"purposes":{"all":true},
             "scope":{"parts":["CONTENT"],"lineage":"ORIGINAL_ONLY"}}
            """;

    @Test
    void aClauseIsReadAsItWasWritten() {
        for (String text : List.of(WHOLE, SMALLEST)) {
            Term term = read(text);
            assertThat(TermReader.read(TermWriter.write(term), "")).isEqualTo(term);
            assertThat(TermReader.readStored(TermWriter.write(term), term.id())).isEqualTo(term);
        }
        Term whole = read(WHOLE);
        assertThat(whole.places().get(Place.STORAGE))
                .isEqualTo(Selection.only(Set.of(new StateCode("CH"), new StateCode("NL"))));
        assertThat(whole.conditions()).hasSize(8);
        assertThat(read(SMALLEST).proceedings().isUnrestricted()).isTrue();
    }

    @Test
    void theSameClauseIsAlwaysTheSameText() {
        String swapped = WHOLE.replace("[\"DISCLOSE\",\"INSPECT\"]", "[\"INSPECT\",\"DISCLOSE\"]")
                .replace(
                        "{\"code\":\"ANONYMISE\"},{\"code\":\"MAX_DISCLOSURES\",\"count\":3}",
                        "{\"code\":\"MAX_DISCLOSURES\",\"count\":3},{\"code\":\"ANONYMISE\"}");
        assertThat(swapped).isNotEqualTo(WHOLE);
        assertThat(CompactJson.text(TermWriter.write(read(swapped))))
                .isEqualTo(CompactJson.text(TermWriter.write(read(WHOLE))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\":\"3.2\"|\"id\":\"a b\"|/id",
                "\"effect\":\"PERMIT\"|\"effect\":\"ALLOW\"|/effect",
                "\"DISCLOSE\",\"INSPECT\"|\"DISCLOSE\",\"STEAL\"|/actions/1",
                "\"DISCLOSE\",\"INSPECT\"|\"INSPECT\",\"INSPECT\"|/actions",
                "{\"class\":\"COURT\"}|{\"class\":\"KING\"}|/recipients/only/0/class",
                "{\"class\":\"COURT\"}|{}|/recipients/only/0",
                "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa|src_aaaaaaaaaaaaaaaaaaaaaaaaaa|/recipients/only/1/party",
                "{\"all\":true,\"except\":[\"ZZ\"]}|{\"except\":[\"ZZ\"]}|/places/ONWARD",
                "{\"all\":true,\"except\":[\"ZZ\"]}|{\"all\":true,\"only\":[\"ZZ\"]}|/places/ONWARD",
                "\"STORAGE\"|\"MOON\"|/places",
                "\"NL\"]},|\"nl\"]},|/places/STORAGE/only/1",
                "DERIVATIVES_ONLY|COPIES|/scope/lineage",
                "2026-01-01T00:00:00.000Z|2026-01-01T00:00:00Z|/window/from",
                "\"window\":{|\"window\":{\"until\":\"2025-01-01T00:00:00.000Z\",|/window",
                "\"count\":3|\"count\":0|/conditions/1/count",
                "\"count\":3|\"count\":99999999999|/conditions/1/count",
                "\"count\":3|\"times\":3|/conditions/1/count",
                "{\"code\":\"ANONYMISE\"}|{\"code\":\"ANONYMISE\",\"count\":1}|/conditions/0",
                "{\"code\":\"ANONYMISE\"}|{\"code\":\"FREE_TEXT\",\"text\":\"x\"}|/conditions",
                "[\"사건 7/2026\"]|[]|/conditions/4/cases",
                "\"duties\":[|\"remark\":1,\"duties\":[|``",
                "{\"code\":\"ATTRIBUTE\"}|\"ATTRIBUTE\"|/duties/1"
            })
    void whatIsNotAClauseIsRefusedWhereItStands(String part, String wrong, String path) {
        assertThat(WHOLE).contains(part);
        assertThatExceptionOfType(TermException.class)
                .isThrownBy(() -> read(WHOLE.replace(part, wrong)))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path));
    }

    @Test
    void theClausesOfAnInstrumentAreRefusedWhereTheyStand() {
        JsonPlace clauses = JsonPlace.WHOLE.member("clauses");
        String other = SMALLEST.replace("\"id\":\"1\"", "\"id\":\"2\"");
        assertThat(TermReader.readAll(json("[" + SMALLEST + "," + WHOLE + "]"), clauses))
                .containsExactly(read(SMALLEST), read(WHOLE));
        refusedAt("/clauses/2/conditions/3/states/0", SMALLEST, other, WHOLE.replace("[\"NL\"]},", "[\"nl\"]},"));
        refusedAt("/clauses/1/effect", SMALLEST, WHOLE.replace("PERMIT", "ALLOW"));
        refusedAt("/clauses/2/id", SMALLEST, other, SMALLEST);
        refusedAt("/clauses/1", SMALLEST, "7");
    }

    @Test
    void aPointerSetsApartWhatHasAMeaningInIt() {
        assertThat(JsonPlace.WHOLE.member("a/b~c").element(0).pointer()).isEqualTo("/a~1b~0c/0");
    }

    private static void refusedAt(String pointer, String... clauses) {
        assertThatExceptionOfType(TermException.class)
                .isThrownBy(() -> TermReader.readAll(
                        json("[" + String.join(",", clauses) + "]"), JsonPlace.WHOLE.member("clauses")))
                .satisfies(e -> assertThat(e.path()).isEqualTo(pointer));
    }

    @Test
    void anUnknownCodeThatIsStoredForbidsEverything() {
        JsonValue stored = json(SMALLEST.replace("INSPECT", "TELEPORT"));
        assertThat(TermReader.readStored(stored, new ClauseId("1"))).isEqualTo(new UnreadableClause(new ClauseId("1")));
    }

    @Test
    void refusalsDoNotRepeatWhatWasWritten() {
        for (String wrong : List.of("\"a b 홍길동\"", "{\"홍길동\":1}", "[\"홍길동\"]")) {
            assertThatExceptionOfType(TermException.class)
                    .isThrownBy(() -> read(WHOLE.replace("\"3.2\"", wrong)))
                    .satisfies(e -> assertThat(e.path() + e.getMessage()).doesNotContain("홍길동"));
        }
        assertThatExceptionOfType(TermException.class)
                .isThrownBy(() -> read(WHOLE.replace("\"STORAGE\"", "\"홍길동\"")))
                .satisfies(e -> assertThat(e.path() + e.getMessage()).doesNotContain("홍길동"));
    }

    private static Term read(String text) {
        return TermReader.read(json(text), "");
    }

    private static JsonValue json(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
