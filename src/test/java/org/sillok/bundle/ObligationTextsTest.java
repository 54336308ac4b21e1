package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.terms.CaseRef;

class ObligationTextsTest {
    private static final String LIMITED =
            "{\"code\":\"CASE_LIMITED\",\"clause\":\"con_x:1#2\",\"cases\":[\"CASE-OF-OTHERS\",\"CASE-OWN\"]}";

    private final ObligationTexts texts = new ObligationTexts();

    @Test
    void noCaseIsNamedButTheRequestsOwn() {
        JsonObject told = ObligationTexts.tellable(parsed(LIMITED), new CaseRef("CASE-OWN"));
        assertThat(CompactJson.text(told)).isEqualTo("{\"code\":\"CASE_LIMITED\",\"cases\":[\"CASE-OWN\"]}");
        assertThat(texts.text(told).byTag().get("en")).contains("CASE-OWN").doesNotContain("OTHERS");
    }

    @Test
    void withoutACaseNoneIsNamed() {
        JsonObject told = ObligationTexts.tellable(parsed(LIMITED), null);
        assertThat(CompactJson.text(told)).isEqualTo("{\"code\":\"CASE_LIMITED\"}");
        assertThat(texts.text(told).byTag().get("en")).doesNotContain("CASE-");
    }

    @Test
    void whatHasToBeKeptToStays() {
        JsonObject told = ObligationTexts.tellable(
                parsed("{\"code\":\"STORE_ONLY_IN\",\"clause\":\"con_x:1#2\",\"states\":[\"DE\",\"NL\"]}"), null);
        assertThat(CompactJson.text(told)).isEqualTo("{\"code\":\"STORE_ONLY_IN\",\"states\":[\"DE\",\"NL\"]}");
    }

    private static JsonObject parsed(String json) {
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)).asObject();
    }
}
