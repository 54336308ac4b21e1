package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;

class FixityScreenTest {
    private static final String ROUND =
            "{\"number\":3,\"begunAt\":\"2026-01-31T12:00:00.000Z\",\"endedAt\":\"2026-01-31T13:00:00.000Z\","
                    + "\"outcome\":\"DAMAGED\",\"done\":5,\"total\":9,\"files\":4,\"replicas\":0,\"bytes\":77,\"failures\":1,"
                    + "\"unreadable\":0,\"unnamed\":0}";
    private static final String INCIDENT =
            "[{\"id\":\"fxi_mzxw6ytboi4tcnrvgq3tknbqga\",\"item\":\"itm_mzxw6ytboi4tcnrvgq3tknbqga\",\"version\":1,"
                    + "\"file\":2,\"copy\":\"EVIDENCE\",\"damage\":\"MISSING\",\"foundBy\":\"ROUND\","
                    + "\"foundAt\":\"2026-01-31T12:30:00.000Z\"}]";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int status(boolean json, String status, String incidents) {
        return new FixityScreen(new PrintStream(out, true, StandardCharsets.UTF_8), json)
                .status(object(status), array(incidents));
    }

    private static JsonObject object(String json) {
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)).asObject();
    }

    private static JsonArray array(String json) {
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)).asArray();
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutIncidentsTheExitCodeIsGood() {
        assertThat(status(false, "{\"openIncidents\":0,\"nextRound\":\"2026-02-07T12:00:00.000Z\"}", "[]"))
                .isZero();
        assertThat(shown()).contains("No incident is open").contains("begins 2026-02-07T12:00:00.000Z");
    }

    @Test
    void anIncidentIsNamedAndEndsWithOne() {
        assertThat(status(
                        false,
                        "{\"openIncidents\":2,\"lastRound\":" + ROUND + ",\"round\":" + ROUND
                                + ",\"delayed\":\"StorageUnavailableException\"}",
                        INCIDENT))
                .isEqualTo(1);
        assertThat(shown())
                .contains("itm_mzxw6ytboi4tcnrvgq3tknbqga/1/2  EVIDENCE MISSING")
                .contains("and 1 more")
                .contains("5 of 9 log entries")
                .contains("DAMAGED: 4 files, 77 bytes, 1 failures")
                .contains("Delayed: StorageUnavailableException");
    }

    @Test
    void asJsonIncidentsAreInIt() {
        assertThat(status(true, "{\"openIncidents\":1}", INCIDENT)).isEqualTo(1);
        JsonObject all = object(shown());
        assertThat(all.number("openIncidents")).isEqualTo(1);
        assertThat(all.array("incidents").values()).hasSize(1);
    }
}
