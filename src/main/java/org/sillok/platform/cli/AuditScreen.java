package org.sillok.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.platform.cli.demo.ProgressBar;

/** Shows an audit at the terminal: how far it is, and in plain words what it found. */
final class AuditScreen {
    /** Exit codes of the command. */
    static final int INTACT = 0;

    static final int DAMAGED = 1;
    static final int NOT_RUN = 2;

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final PrintStream aside;
    private final boolean json;
    private final boolean animated;

    /**
     * A screen.
     *
     * @param out for the report
     * @param aside for progress
     * @param json whether the report is shown as it is
     * @param animated whether somebody watches
     */
    AuditScreen(PrintStream out, PrintStream aside, boolean json, boolean animated) {
        this.out = out;
        this.aside = aside;
        this.json = json;
        this.animated = animated;
    }

    static AuditScreen ofTerminal(boolean json) {
        return new AuditScreen(System.out, System.err, json, Terminal.isLively(System.getenv()));
    }

    void progress(long done, long total) {
        if (animated) {
            aside.print(
                    "\r  " + ProgressBar.render(done, total, WIDTH) + " " + ProgressBar.percent(done, total) + " %  ");
            aside.flush();
        }
    }

    /** Shows the report and returns the exit code. */
    int report(JsonObject report) {
        if (animated) {
            aside.print("\r" + " ".repeat(WIDTH + 12) + "\r");
            aside.flush();
        }
        boolean intact = report.text("outcome").equals("INTACT");
        if (json) {
            out.println(new String(CompactJson.write(report), StandardCharsets.UTF_8));
        } else {
            words(report, intact);
        }
        return intact ? INTACT : DAMAGED;
    }

    private void words(JsonObject report, boolean intact) {
        JsonObject checked = report.object("checked");
        out.println("Checked " + checked.number("entries") + " log entries, " + checked.number("statements")
                + " statements in " + checked.number("streams") + " streams, " + checked.number("items") + " items, "
                + checked.number("files") + " files (" + checked.number("bytes") + " bytes).");
        for (JsonValue each : report.array("logs").values()) {
            JsonObject log = each.asObject();
            out.println("Log " + log.text("origin") + ": " + log.number("size") + " entries, compared with "
                    + log.number("anchors") + " checkpoint(s) kept outside of database and objects.");
        }
        if (checked.number("pending") > 0) {
            out.println(checked.number("pending") + " statements were still on their way into the log.");
        }
        if (intact) {
            out.println("Everything is intact: nothing was altered, removed, reordered or set back.");
        } else {
            findings(report);
        }
    }

    private void findings(JsonObject report) {
        JsonObject codes = report.object("codes");
        out.println("DAMAGED:");
        codes.members().forEach((code, about) -> {
            out.println();
            out.println(code + " (" + about.asObject().number("count") + "): "
                    + about.asObject().text("meaning"));
            for (JsonValue each : report.array("findings").values()) {
                JsonObject finding = each.asObject();
                if (finding.text("code").equals(code)) {
                    JsonObject place = finding.object("place");
                    out.println("  " + place.text("kind").toLowerCase(Locale.ROOT) + " " + place.text("ref") + ": "
                            + finding.text("detail"));
                }
            }
            out.println("  What to do: " + about.asObject().text("wayOut"));
        });
        if (report.number("unlisted") > 0) {
            out.println();
            out.println("... and " + report.number("unlisted") + " more that are not listed.");
        }
    }
}
