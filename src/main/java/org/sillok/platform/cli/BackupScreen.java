package org.sillok.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.platform.cli.demo.ProgressBar;

/** Shows backups and restores at the terminal. */
final class BackupScreen {
    /** Exit codes of both commands; the third is {@link Headless#NOT_RUN}. */
    static final int GOOD = 0;

    static final int ATTENTION = 1;

    private static final int WIDTH = 30;
    private static final String KEYS = "keys/";

    private final PrintStream out;
    private final PrintStream aside;
    private final boolean json;
    private final boolean animated;

    BackupScreen(PrintStream out, PrintStream aside, boolean json, boolean animated) {
        this.out = out;
        this.aside = aside;
        this.json = json;
        this.animated = animated;
    }

    static BackupScreen ofTerminal(boolean json) {
        return new BackupScreen(System.out, System.err, json, Terminal.isLively(System.getenv()));
    }

    void progress(long done, long total) {
        if (animated && total > 0) {
            aside.print(
                    "\r  " + ProgressBar.render(done, total, WIDTH) + " " + ProgressBar.percent(done, total) + " %  ");
            aside.flush();
        }
    }

    private void endProgress() {
        if (animated) {
            aside.print("\r" + " ".repeat(WIDTH + 12) + "\r");
            aside.flush();
        }
    }

    /** Shows what was backed up and returns the exit code. */
    int taken(JsonObject report) {
        boolean complete = report.text("outcome").equals("COMPLETE");
        endProgress();
        if (json) {
            print(report);
            return complete ? GOOD : ATTENTION;
        }
        out.println("Backup " + report.text("manifest") + " of " + report.text("takenAt") + ": "
                + report.number("rows") + " rows, a log of " + report.number("treeSize") + " entries, "
                + report.number("objects") + " objects (" + report.number("copied") + " of them new).");
        if (!complete) {
            out.println("INCOMPLETE: these are lost or damaged; run sillok audit:");
            for (JsonValue name : report.array("missing").values()) {
                out.println("  " + name.asText());
            }
        }
        external(report.array("external"));
        out.println("It can be restored with its passphrase only. Keep a copy of that apart from the backup.");
        return complete ? GOOD : ATTENTION;
    }

    /** Shows whether a backup is as it was written and returns the exit code. */
    int verified(String takenAt, List<String> differences, List<String> missing, List<String> external) {
        endProgress();
        boolean good = differences.isEmpty() && missing.isEmpty();
        if (json) {
            print(JsonObject.builder()
                    .put("outcome", good ? "INTACT" : differences.isEmpty() ? "INCOMPLETE" : "DAMAGED")
                    .put("takenAt", takenAt)
                    .put("differences", texts(differences))
                    .put("missing", texts(missing))
                    .put("external", texts(external))
                    .build());
        } else if (differences.isEmpty()) {
            out.println("Every file of the backup of " + takenAt + " is as it was written.");
            missing.forEach(name -> out.println("INCOMPLETE: " + lacking(name)));
            external(texts(external));
        } else {
            out.println("DAMAGED: the backup of " + takenAt + " is not as it was written.");
            differences.forEach(difference -> out.println("  " + difference));
        }
        return good ? GOOD : ATTENTION;
    }

    /** Shows what was restored and returns the exit code. */
    int restored(JsonObject report, String about) {
        endProgress();
        boolean good = report.text("outcome").equals("RESTORED");
        if (json) {
            print(report);
        } else {
            out.println("Restored the backup of " + report.text("takenAt") + ": a log of " + report.number("treeSize")
                    + " entries, " + report.number("objects") + " objects.");
            out.println(about);
            boolean keys = false;
            for (JsonValue name : report.array("missing").values()) {
                out.println(lacking(name.asText()));
                keys |= name.asText().startsWith(KEYS);
            }
            for (JsonValue name : report.array("damaged").values()) {
                out.println(
                        "The backup has lost or damaged " + name.asText() + " since it was taken; it was left out.");
            }
            external(report.array("external"));
            out.println(
                    keys
                            ? "Next: see that the key files named above are the right ones; then sillok serve, and sillok audit."
                            : "Next: sillok serve, then sillok audit.");
        }
        return good ? GOOD : ATTENTION;
    }

    private static String lacking(String name) {
        return name.startsWith(KEYS)
                ? "When it was taken, the key file " + name
                        + " was not there, or not the right one; what the backup before" + " had of it is in this one."
                : "When it was taken, the object store lacked " + name + ".";
    }

    private void external(JsonArray external) {
        external.values()
                .forEach(name -> out.println("Not in the backup, and needed to use it: " + name.asText() + "."));
    }

    static JsonArray texts(List<String> texts) {
        return new JsonArray(
                texts.stream().map(text -> (JsonValue) new JsonString(text)).toList());
    }

    private void print(JsonObject object) {
        out.println(new String(CompactJson.write(object), StandardCharsets.UTF_8));
    }
}
