package org.sillok.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** Shows at the terminal how fixity stands. */
final class FixityScreen {
    /** Exit codes of the command; the third is {@link Headless#NOT_RUN}. */
    static final int GOOD = 0;

    static final int INCIDENTS = 1;

    /** How many incidents are listed. */
    static final int LISTED = 20;

    private final PrintStream out;
    private final boolean json;

    FixityScreen(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    static FixityScreen ofTerminal(boolean json) {
        return new FixityScreen(System.out, json);
    }

    /** Shows it and returns the exit code. */
    int status(JsonObject status, JsonArray incidents) {
        if (json) {
            JsonObject.Builder all = JsonObject.builder();
            status.members().forEach(all::put);
            out.println(
                    new String(CompactJson.write(all.put("incidents", incidents).build()), StandardCharsets.UTF_8));
        } else {
            words(status, incidents);
        }
        return status.number("openIncidents") == 0 ? GOOD : INCIDENTS;
    }

    private void words(JsonObject status, JsonArray incidents) {
        status.find("delayed").ifPresent(why -> out.println("Delayed: " + why.asText()));
        status.find("round")
                .map(JsonValue::asObject)
                .ifPresent(round -> out.println("Round " + round.number("number") + ", begun " + round.text("begunAt")
                        + ": " + round.number("done") + " of " + round.number("total") + " log entries, "
                        + round.number("files") + " files, " + round.number("failures") + " failures so far"));
        status.find("lastRound").map(JsonValue::asObject).ifPresent(this::last);
        status.find("nextRound").ifPresent(next -> out.println("The next round begins " + next.asText()));
        long open = status.number("openIncidents");
        out.println(open == 0 ? "No incident is open." : open + " copies of files are missing or altered:");
        for (JsonValue each : incidents.values()) {
            JsonObject incident = each.asObject();
            out.println("  " + incident.text("id") + "  " + incident.text("item") + "/" + incident.number("version")
                    + "/" + incident.number("file") + "  " + incident.text("copy") + " " + incident.text("damage")
                    + ", found " + incident.text("foundAt") + " by " + incident.text("foundBy"));
        }
        if (open > incidents.values().size()) {
            out.println("  and " + (open - incidents.values().size()) + " more: GET /api/v1/fixity/incidents");
        }
    }

    private void last(JsonObject round) {
        out.println("Last complete round: " + round.number("number") + ", ended " + round.text("endedAt") + ", "
                + round.text("outcome") + ": " + round.number("files") + " files, " + round.number("bytes")
                + " bytes, " + round.number("failures") + " failures, " + round.number("unreadable") + " unreadable, "
                + round.number("unnamed") + " unnamed");
    }
}
