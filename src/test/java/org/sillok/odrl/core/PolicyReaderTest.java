package org.sillok.odrl.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.StrictJson;
import org.sillok.terms.Clause;
import org.sillok.terms.TermReader;

class PolicyReaderTest {
    private static final String CLAUSES = """
            [{"id":"3.2","effect":"PERMIT","actions":["DISCLOSE","USE_IN_EVIDENCE"],
              "recipients":{"only":[{"class":"COURT"},{"party":"pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"}],"except":[{"class":"OTHER"}]},
              "purposes":{"only":["ACCOUNTABILITY"],"except":["SANCTIONS"]},
              "places":{"STORAGE":{"only":["CH","NL"]},"ONWARD":{"all":true,"except":["ZZ"]}},
              "proceedings":{"only":["INTERNATIONAL_CRIMINAL"]},
              "scope":{"parts":["CONTENT","METADATA"],"lineage":"DERIVATIVES_ONLY"},
              "window":{"from":"2026-01-01T00:00:00.000Z","until":"2031-01-01T00:00:00.000Z"},
              "conditions":[{"code":"ANONYMISE"},{"code":"MAX_DISCLOSURES","count":3},
                {"code":"EMBARGO_UNTIL","at":"2026-03-01T00:00:00.000Z"},{"code":"STORE_ONLY_IN","states":["NL"]},
                {"code":"CASE_LIMITED","cases":["사건 7/2026"]},{"code":"PURPOSES_EXCEPT","purposes":["LEAD_GENERATION"]},
                {"code":"RECIPIENTS_EXCEPT","recipients":[{"class":"AUDITOR"}]},{"code":"FREE_TEXT","text":"먼저 전화해 주세요"}],
              "duties":[{"code":"RETURN_OR_DESTROY_BY","at":"2030-01-01T00:00:00.000Z"},{"code":"ATTRIBUTE"}]},
             {"id":"4","effect":"PROHIBIT","actions":["PUBLISH"],"recipients":{"all":true},"purposes":{"all":true},
              "scope":{"parts":["CONTENT","CUSTODY","METADATA"],"lineage":"ORIGINAL_AND_DERIVATIVES"}}]
            """;

    @Test
    void aDocumentIsWhatTheDocumentationShows() throws IOException {
        String document = new String(PolicyWriter.write(clauses()), StandardCharsets.UTF_8);
        Path sample = Path.of("src/test/resources/org/sillok/odrl/two-clauses.jsonld");
        Files.writeString(Path.of("target").resolve(sample.getFileName().toString()), document + "\n");
        assertThat(sample).as("copy target/two-clauses.jsonld").hasContent(document);
        assertThat(PolicyReader.read(document.getBytes(StandardCharsets.UTF_8))).isEqualTo(clauses());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"@type\":\"Policy\"|\"@type\":\"Offer\"|/@type",
                "\"@type\":\"Policy\"|\"@type\":[\"Policy\"]|/@type",
                "\"conflict\":\"prohibit\"|\"conflict\":\"perm\"|/conflict",
                "\"conflict\":\"prohibit\",||/conflict",
                "\"profile\":\"urn:sillok:odrl:1\"|\"profile\":\"urn:sillok:odrl:2\"|/profile",
                "\"target\":\"urn:sillok:odrl:1:material\"|\"target\":\"urn:x\"|/target",
                "\"target\":\"urn:s|\"inheritFrom\":\"urn:x\",\"target\":\"urn:s|/inheritFrom",
                "\"target\":\"urn:s|\"obligation\":[],\"target\":\"urn:s|/obligation",
                "\"target\":\"urn:s|\"remark\":1,\"target\":\"urn:s|``",
                "\"uid\":\"urn:uuid:|\"uid\":\"urn:other:|/uid",
                "#clause-3.2|#clause-3 2|/permission/0/uid",
                "#clause-3.2|#3.2|/permission/0/uid",
                "\"position\":2|\"position\":1|/prohibition/0/position",
                "\"position\":2|\"position\":3|/prohibition/0/position",
                "\"position\":2|\"position\":0|/prohibition/0/position",
                "\"position\":2|\"position\":2,\"remedy\":[]|/prohibition/0/remedy",
                "\"position\":2|\"position\":2,\"duty\":[]|/prohibition/0",
                "\"position\":2|\"position\":2,\"@context\":{}|/prohibition/0/@context",
                "\"position\":2|\"position\":2,\"request\":\"urn:sillok:id:req_aaaaaaaaaaaaaaaaaaaaaaaaaa\"|/prohibition/0/uid",
                "action:DISCLOSE\"|action:STEAL\"|/permission/0/action/0",
                "urn:sillok:vocab:1:action:DISCLOSE\"|http://www.w3.org/ns/odrl/2/use\"|/permission/0/action/0",
                "\"urn:sillok:vocab:1:action:PUBLISH\"|`{\"@id\":\"urn:sillok:vocab:1:action:PUBLISH\",\"refinement\":[]}`|/prohibition/0/action/0",
                "urn:sillok:odrl:1:recipient\",\"operator\":\"isAnyOf\"|urn:sillok:odrl:1:recipient\",\"operator\":\"isAllOf\"|/permission/0/constraint/0/operator",
                "urn:sillok:odrl:1:recipient\",\"operator\":\"isAnyOf\"|spatial\",\"operator\":\"isAnyOf\"|/permission/0/constraint/0/leftOperand",
                "{\"leftOperand\":\"urn:sillok:odrl:1:recipient\",\"operator\":\"isAnyOf\"|{\"xone\":[],\"operator\":\"isAnyOf\"|/permission/0/constraint/0/xone",
                "partyClass:COURT|partyClass:KING|/permission/0/constraint/0/rightOperand/1/@id",
                "\"operator\":\"isNoneOf\",\"rightOperand\":[{\"@id\":\"urn:sillok:vocab:1:partyClass:OTHER\"}]|\"operator\":\"isAnyOf\",\"rightOperand\":[]|/permission/0/constraint/1",
                "[\"CH\",\"NL\"]|[\"CH\",\"CH\"]|/permission/0/constraint/4/rightOperand/1",
                "[\"CH\",\"NL\"]|\"CH\"|/permission/0/constraint/4/rightOperand",
                "urn:sillok:odrl:1:lineage\"|urn:sillok:odrl:1:language\"|/permission/0/constraint/8/leftOperand",
                "\"2031-01-01T00:00:00.000Z\"|\"2031-01-01T00:00:00Z\"|/permission/0/constraint/10/rightOperand/@value",
                "\"2031-01-01T00:00:00.000Z\"|\"2026-01-01T00:00:00.000Z\"|/permission/0/constraint",
                "xsd:dateTime\"}}]}]|xsd:date\"}}]}]|/permission/0/duty/1/constraint/0/rightOperand/@type",
                "\"rightOperand\":3|\"rightOperand\":0|/permission/0/constraint/16/rightOperand",
                "\"rightOperand\":3|\"rightOperand\":3.0|/permission/0/constraint/16/rightOperand",
                "\"rightOperand\":3|\"rightOperand\":3,\"unit\":\"urn:x\"|/permission/0/constraint/16/unit",
                "\"rightOperand\":true|\"rightOperand\":false|/permission/0/constraint/13/rightOperand",
                "dutyCode:ATTRIBUTE\"|dutyCode:PAY\"|/permission/0/duty/0/action",
                "dutyCode:ATTRIBUTE\"}|dutyCode:ATTRIBUTE\",\"consequence\":[]}|/permission/0/duty/0/consequence",
                "dutyCode:ATTRIBUTE\"}|dutyCode:ATTRIBUTE\",\"constraint\":[]}|/permission/0/duty/0",
                "\"leftOperand\":\"dateTime\",\"operator\":\"lteq\"|\"leftOperand\":\"dateTime\",\"operator\":\"eq\"|/permission/0/duty/1/constraint/0/operator"
            })
    void whatTheProfileHasNotIsRefusedWhereItStands(String part, String wrong, String path) {
        String document = new String(PolicyWriter.write(clauses()), StandardCharsets.UTF_8);
        assertThat(document).contains(part);
        assertRefused(document.replace(part, wrong == null ? "" : wrong), path);
    }

    @Test
    void noContextIsFetchedOrBelieved() {
        String document = new String(PolicyWriter.write(clauses()), StandardCharsets.UTF_8);
        String context = CompactJson.text(Context.VALUE);
        for (String other : List.of(
                "\"http://www.w3.org/ns/odrl.jsonld\"",
                "[\"http://www.w3.org/ns/odrl.jsonld\"]",
                "[" + context + "]",
                "{}",
                "null",
                context.replace("odrl:prohibition", "odrl:permission"),
                context.replace("{\"@version\":1.1", "{\"@version\":1.1,\"@import\":\"http://example.org/\""))) {
            assertRefused(document.replace(context, other), "/@context");
        }
    }

    @Test
    void whatIsNotOneJsonObjectIsRefused() {
        for (String text : List.of("", "[]", "1", "{}", "{\"a\":1,\"a\":1}", "[".repeat(100), "\ufeff{}")) {
            assertThatExceptionOfType(OdrlException.class)
                    .isThrownBy(() -> PolicyReader.read(text.getBytes(StandardCharsets.UTF_8)));
        }
        assertRefused(" ".repeat(PolicyReader.MAX_BYTES + 1), "");
    }

    @Test
    void refusalsDoNotRepeatWhatWasWritten() {
        String document = new String(PolicyWriter.write(clauses()), StandardCharsets.UTF_8);
        for (String part :
                List.of("\"position\"", "\"urn:sillok:odrl:1:recipient\"", "\"isAnyOf\"", "\"Policy\"", "\"CH\"")) {
            assertThatExceptionOfType(OdrlException.class)
                    .isThrownBy(() -> read(document.replace(part, "\"홍길동\"")))
                    .satisfies(e -> assertThat(e.path() + e.getMessage()).doesNotContain("홍길동"));
        }
    }

    @Test
    void whatOdrlHasNoFormForIsNotWritten() {
        assertNotWritten("\"actions\":[\"PUBLISH\"]", "\"actions\":[]", "/clauses/1/actions");
        assertNotWritten("[\"CH\",\"NL\"]", "[]", "/clauses/0/places/STORAGE");
        assertNotWritten("[\"CONTENT\",\"METADATA\"]", "[]", "/clauses/0/scope/parts");
        assertNotWritten("\"id\":\"4\"", "\"id\":\"3.2\"", "/clauses/1/id");
        assertNotWritten("\"id\":\"4\"", "\"duties\":[{\"code\":\"ATTRIBUTE\"}],\"id\":\"4\"", "/clauses/1/duties");
        assertThatExceptionOfType(OdrlException.class)
                .isThrownBy(() -> PolicyWriter.write(new Policy.OfClauses(List.of())));
    }

    private static void assertNotWritten(String part, String wrong, String path) {
        assertThat(CLAUSES).contains(part);
        assertThatExceptionOfType(OdrlException.class)
                .isThrownBy(() -> PolicyWriter.write(clauses(CLAUSES.replace(part, wrong))))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path));
    }

    private static void assertRefused(String document, String path) {
        assertThatExceptionOfType(OdrlException.class)
                .isThrownBy(() -> read(document))
                .satisfies(e -> assertThat(e.path()).as(e.getMessage()).isEqualTo(path));
    }

    private static Policy read(String document) {
        return PolicyReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static Policy clauses() {
        return clauses(CLAUSES);
    }

    private static Policy clauses(String json) {
        List<Clause> clauses = new ArrayList<>();
        JsonArray array =
                StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)).asArray();
        array.values().forEach(clause -> clauses.add(TermReader.read(clause, "")));
        return new Policy.OfClauses(clauses);
    }
}
