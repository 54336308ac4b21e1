package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;

class AuditScreenTest {
    private static final String CHECKED =
            "\"checked\":{\"entries\":8,\"statements\":9,\"pending\":1,\"streams\":3,\"items\":1,\"files\":3,\"bytes\":102000}";
    private static final String INTACT = "{\"outcome\":\"INTACT\",\"logs\":[{\"origin\":\"log.example.org\",\"size\":8,"
            + "\"anchors\":1}]," + CHECKED + ",\"codes\":{},\"findings\":[],\"unlisted\":0}";
    private static final String DAMAGED = "{\"outcome\":\"DAMAGED\",\"logs\":[]," + CHECKED
            + ",\"codes\":{\"OBJECT_MISSING\":{\"count\":7,\"meaning\":\"Bytes are missing.\",\"wayOut\":\"Restore them.\"}},"
            + "\"findings\":[{\"code\":\"OBJECT_MISSING\",\"place\":{\"kind\":\"FILE\",\"ref\":\"itm_a/1/1\"},"
            + "\"detail\":\"there is no object\"}],\"unlisted\":6}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream aside = new ByteArrayOutputStream();

    @Test
    void anIntactRepositoryIsSaidToBeIntact() {
        assertThat(screen(false, false).report(parse(INTACT))).isZero();
        assertThat(text(out))
                .contains("8 log entries", "9 statements", "log.example.org", "1 statements were still", "intact");
    }

    @Test
    void aFindingIsShownWithItsPlaceAndTheWayOut() {
        assertThat(screen(false, false).report(parse(DAMAGED))).isEqualTo(1);
        assertThat(text(out))
                .contains(
                        "OBJECT_MISSING (7): Bytes are missing.",
                        "file itm_a/1/1: there is no object",
                        "What to do: Restore them.",
                        "6 more");
    }

    @Test
    void jsonIsTheReportAndNothingElse() {
        assertThat(screen(true, true).report(parse(DAMAGED))).isEqualTo(1);
        assertThat(text(out).strip()).isEqualTo(DAMAGED);
    }

    @Test
    void progressIsShownOnlyToWhoWatches() {
        screen(false, false).progress(1, 2);
        assertThat(text(aside)).isEmpty();
        screen(false, true).progress(1, 2);
        assertThat(text(aside)).contains("50 %");
        assertThat(text(out)).isEmpty();
    }

    private AuditScreen screen(boolean json, boolean animated) {
        return new AuditScreen(print(out), print(aside), json, animated);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonObject parse(String json) {
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)).asObject();
    }
}
