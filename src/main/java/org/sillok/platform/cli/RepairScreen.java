package org.sillok.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** Shows at the terminal what a repair did. */
final class RepairScreen {
    /** Exit codes of the command; the third is {@link Headless#NOT_RUN}. */
    static final int COMPLETE = 0;

    static final int INCOMPLETE = 1;

    private static final Map<String, String> WORDS = Map.of(
            "REPAIRED", "replaced by the good copy",
            "FOUND_INTACT", "found to be right again",
            "CLOSED_ALREADY", "closed already",
            "UNREPAIRABLE", "CANNOT BE REPAIRED: there is no good copy; look for one in a backup",
            "UNNAMED", "CANNOT BE REPAIRED: no genuine statement says which bytes it has; run: sillok audit",
            "STORE_UNAVAILABLE", "not done: a store does not answer; run this again",
            "BLOCKED", "not done: a directory or a link is in its place; remove it, and run this again",
            "FAILED", "NOT DONE: something else went wrong; the log of the service says what");

    private final PrintStream out;
    private final boolean json;

    RepairScreen(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    static RepairScreen ofTerminal(boolean json) {
        return new RepairScreen(System.out, json);
    }

    /** Shows it and returns the exit code. */
    int report(JsonObject report) {
        if (json) {
            out.println(new String(CompactJson.write(report), StandardCharsets.UTF_8));
        } else {
            words(report);
        }
        return report.text("outcome").equals("COMPLETE") ? COMPLETE : INCOMPLETE;
    }

    private void words(JsonObject report) {
        if (report.array("incidents").values().isEmpty()) {
            out.println("There was nothing to repair.");
        }
        if (report.get("dryRun").asBoolean()) {
            out.println("Nothing was written. A repair would come to this:");
        }
        for (JsonValue each : report.array("incidents").values()) {
            JsonObject incident = each.asObject();
            String result = incident.text("result");
            out.println("  " + incident.text("incident") + "  " + incident.text("item") + "/"
                    + incident.number("version") + "/" + incident.number("file") + "  " + incident.text("copy") + ": "
                    + WORDS.getOrDefault(result, result));
        }
    }
}
