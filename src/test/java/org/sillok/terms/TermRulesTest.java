package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.json.StrictJson;

class TermRulesTest {
    @Test
    void aClauseThatMeansSomethingMayBeEntered() {
        assertThat(check(term("PERMIT", "\"conditions\":[{\"code\":\"LEAD_ONLY\"}]")))
                .isEmpty();
        assertThat(check(term(
                        "PROHIBIT", "\"conditions\":[{\"code\":\"VALID_UNTIL\",\"at\":\"2030-01-01T00:00:00.000Z\"}]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PERMIT|\"actions\":[]|/actions",
                "PERMIT|\"scope\":{\"parts\":[],\"lineage\":\"ORIGINAL_ONLY\"}|/scope/parts",
                "PERMIT|\"recipients\":{\"only\":[]}|/recipients",
                "PERMIT|\"purposes\":{\"only\":[\"MEDIA\"],\"except\":[\"MEDIA\"]}|/purposes",
                "PERMIT|\"purposes\":{\"only\":[\"MEDIA\"],\"except\":[\"ADVOCACY\"]}|/purposes",
                "PERMIT|\"purposes\":{\"only\":[\"MEDIA\"]},\"conditions\":[{\"code\":\"PURPOSES_ONLY\",\"purposes\":[\"SANCTIONS\"]}]|/purposes",
                "PERMIT|\"places\":{\"SEAT\":{\"only\":[]}}|/places/SEAT",
                "PERMIT|\"actions\":[\"PUBLISH\"],\"conditions\":[{\"code\":\"NO_PUBLICATION\"}]|/actions",
                "PERMIT|\"actions\":[\"USE_IN_EVIDENCE\"],\"conditions\":[{\"code\":\"LEAD_ONLY\"}]|/actions",
                "PERMIT|\"actions\":[\"ONWARD_TRANSFER\"],\"conditions\":[{\"code\":\"NO_ONWARD_TRANSFER\"}]|/actions",
                "PERMIT|\"proceedings\":{\"only\":[\"CIVIL\"]},\"conditions\":[{\"code\":\"CRIMINAL_PROCEEDINGS_ONLY\"}]|/proceedings",
                "PERMIT|\"conditions\":[{\"code\":\"JURISDICTIONS_ONLY\",\"states\":[\"NL\"]},{\"code\":\"JURISDICTIONS_EXCLUDED\",\"states\":[\"NL\",\"KR\"]}]|/conditions",
                "PERMIT|\"conditions\":[{\"code\":\"VALID_FROM\",\"at\":\"2027-01-01T00:00:00.000Z\"},{\"code\":\"VALID_UNTIL\",\"at\":\"2027-01-01T00:00:00.000Z\"}]|/conditions",
                "PERMIT|\"conditions\":[{\"code\":\"EMBARGO_UNTIL\",\"at\":\"2027-01-01T00:00:00.000Z\"},{\"code\":\"VALID_UNTIL\",\"at\":\"2026-01-01T00:00:00.000Z\"}]|/conditions",
                "PERMIT|\"conditions\":[{\"code\":\"RETAIN_UNTIL\",\"at\":\"2028-01-01T00:00:00.000Z\"}],\"duties\":[{\"code\":\"RETURN_OR_DESTROY_BY\",\"at\":\"2027-01-01T00:00:00.000Z\"}]|/conditions",
                "PROHIBIT|\"conditions\":[{\"code\":\"NO_DEATH_PENALTY\"}]|/conditions",
                "PROHIBIT|\"duties\":[{\"code\":\"ATTRIBUTE\"}]|/duties"
            })
    void aClauseThatCannotMeanWhatSomebodyMeantIsNamedWithItsPlace(String effect, String member, String path) {
        assertThat(check(term(effect, member))).extracting(TermFault::path).containsExactly(path);
    }

    @Test
    void amongTheClausesOfAnInstrumentAConditionIsNamedWhereItIsWritten() {
        String clauses = "["
                + term("PERMIT", "\"conditions\":[]") + ","
                + term(
                                "PROHIBIT",
                                "\"conditions\":[{\"code\":\"VALID_UNTIL\",\"at\":\"2030-01-01T00:00:00.000Z\"},{\"code\":\"NO_DEATH_PENALTY\"}]")
                        .replace("\"id\":\"1\"", "\"id\":\"2\"")
                + "]";
        List<TermFault> faults = TermRules.checkAll(
                StrictJson.parse(clauses.getBytes(StandardCharsets.UTF_8)), JsonPlace.WHOLE.member("clauses"));
        assertThat(faults).extracting(TermFault::path).containsExactly("/clauses/1/conditions/1");
    }

    private static List<TermFault> check(String json) {
        return TermRules.check(TermReader.read(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)), ""));
    }

    /** A clause with {@code members} in place of its own. */
    private static String term(String effect, String members) {
        String json = "\"id\":\"1\",\"effect\":\"" + effect + "\"," + members;
        for (String own : new String[] {
            "\"actions\":[\"INSPECT\"]",
            "\"recipients\":{\"all\":true}",
            "\"purposes\":{\"all\":true}",
            "\"scope\":{\"parts\":[\"CONTENT\"],\"lineage\":\"ORIGINAL_ONLY\"}"
        }) {
            String name = own.substring(0, own.indexOf(':') + 1);
            json = json.contains("," + name) ? json : json + "," + own;
        }
        return "{" + json + "}";
    }
}
