package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.fixity.core.Repair;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;

class RepairScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int report(boolean json, String outcome, boolean dryRun, String incidents) {
        String report = "{\"outcome\":\"" + outcome + "\",\"dryRun\":" + dryRun + ",\"counts\":{},\"incidents\":["
                + incidents + "]}";
        JsonObject parsed =
                StrictJson.parse(report.getBytes(StandardCharsets.UTF_8)).asObject();
        return new RepairScreen(new PrintStream(out, true, StandardCharsets.UTF_8), json).report(parsed);
    }

    private static String incident(Repair result) {
        return "{\"incident\":\"fxi_x\",\"item\":\"itm_x\",\"version\":1,\"file\":2,\"copy\":\"REPLICA\",\"result\":\""
                + result + "\"}";
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingToRepairIsGood() {
        assertThat(report(false, "COMPLETE", false, "")).isZero();
        assertThat(shown()).contains("nothing to repair");
    }

    @Test
    void whatCannotBeRepairedEndsWithOneAndTheWayOut() {
        assertThat(report(false, "INCOMPLETE", false, incident(Repair.UNREPAIRABLE)))
                .isEqualTo(1);
        assertThat(shown())
                .contains("fxi_x  itm_x/1/2  REPLICA: CANNOT BE REPAIRED")
                .contains("backup");
    }

    @Test
    void aDryRunSaysThatNothingWasWritten() {
        assertThat(report(false, "COMPLETE", true, incident(Repair.REPAIRED))).isZero();
        assertThat(shown()).contains("Nothing was written");
    }

    @ParameterizedTest
    @EnumSource(Repair.class)
    void everyResultHasWords(Repair result) {
        report(false, "COMPLETE", false, incident(result));
        assertThat(shown()).doesNotContain(result.name());
    }

    @Test
    void asJsonItIsTheReport() {
        assertThat(report(true, "INCOMPLETE", false, incident(Repair.UNNAMED))).isEqualTo(1);
        assertThat(StrictJson.parse(out.toByteArray()).asObject().text("outcome"))
                .isEqualTo("INCOMPLETE");
    }
}
