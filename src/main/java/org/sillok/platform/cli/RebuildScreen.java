package org.sillok.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.sillok.custody.CustodyRebuild;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.log.RebuildReport;
import org.sillok.vault.KeyTrouble;

/** Shows a rebuild at the terminal, and says what it cannot bring back. */
final class RebuildScreen {
    /** Exit codes of the command. */
    static final int COMPLETE = 0;

    static final int INCOMPLETE = 1;
    static final int NOT_RUN = 2;

    private static final long STEP = 10_000;

    private final PrintStream out;
    private final PrintStream aside;
    private final boolean json;
    private final boolean animated;

    RebuildScreen(PrintStream out, PrintStream aside, boolean json, boolean animated) {
        this.out = out;
        this.aside = aside;
        this.json = json;
        this.animated = animated;
    }

    static RebuildScreen ofTerminal(boolean json) {
        return new RebuildScreen(System.out, System.err, json, Terminal.isLively(System.getenv()));
    }

    void progress(long read) {
        if (animated && read / STEP > (read - 1) / STEP) {
            aside.print("\r  " + read + " entries read ");
            aside.flush();
        }
    }

    /** Shows what was done and returns the exit code. */
    int report(boolean dryRun, RebuildReport log, CustodyRebuild.Report custody) {
        int exitCode =
                (dryRun && log.wasBehind()) || !custody.isComplete() || log.lostRecords() > 0 ? INCOMPLETE : COMPLETE;
        if (json) {
            out.println(text(JsonObject.builder()
                    .put("outcome", exitCode == COMPLETE ? "COMPLETE" : "INCOMPLETE")
                    .put("check", String.valueOf(dryRun))
                    .put("origin", log.origin())
                    .put("before", JsonNumber.of(log.before()))
                    .put("size", JsonNumber.of(log.size()))
                    .put("numbers", JsonNumber.of(log.numbers()))
                    .put("requeued", JsonNumber.of(log.requeued()))
                    .put("released", JsonNumber.of(log.released()))
                    .put("lostRecords", JsonNumber.of(log.lostRecords()))
                    .put("statements", JsonNumber.of(custody.restored()))
                    .put("sealed", JsonNumber.of(custody.sealed()))
                    .put(
                            "unavailable",
                            JsonNumber.of(custody.unavailable().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()))
                    .put("taken", JsonNumber.of(custody.taken()))
                    .put("unusable", JsonNumber.of(custody.unusable()))
                    .put("heads", JsonArray.ofTexts(log.heads()))
                    .build()));
        } else {
            words(dryRun, log, custody);
        }
        return exitCode;
    }

    /** Shows why nothing was done and returns the exit code. */
    int refused(String reason, String wayOut) {
        if (json) {
            out.println(text(JsonObject.builder()
                    .put("outcome", "REFUSED")
                    .put("reason", reason)
                    .put("wayOut", wayOut)
                    .build()));
        }
        aside.println("sillok: Nothing was rebuilt: " + reason + ".");
        aside.println("  What to do: " + wayOut + ".");
        return NOT_RUN;
    }

    private void words(boolean dryRun, RebuildReport log, CustodyRebuild.Report custody) {
        out.println(
                "Log " + log.origin() + ": " + log.size() + " entries read from the object store and proved against");
        log.heads().forEach(head -> out.println("  " + head));
        if (!log.wasBehind()) {
            out.println("The database lacks nothing of the log.");
        } else {
            out.println((dryRun ? "The database lacks " : "Brought back: ") + log.numbers() + " numbers (its tree had "
                    + log.before() + " entries), " + log.requeued() + " numbered entries that no tree had yet; "
                    + log.released() + " entries no longer wait for a number that they have.");
        }
        if (!dryRun) {
            out.println("Brought back: " + custody.restored() + " statements.");
            say(
                    custody.sealed(),
                    "statements stay in the object store: the keys of their subjects are not in the"
                            + " database. Restore the newest backup of the schema vault and rebuild again.");
            custody.unavailable()
                    .forEach(
                            (trouble, count) -> say(
                                    count,
                                    trouble == KeyTrouble.LOST
                                            ? "statements stay in the object store: " + trouble.sentence() + "."
                                            : "statements need a key-encryption key that cannot be used (" + trouble
                                                    + "): "
                                                    + trouble.sentence()
                                                    + ". Which one: sillok keys. Restore it before the service is"
                                                    + " started, then rebuild again: else other statements take their places."));
            say(
                    custody.taken(),
                    "statements stay in the object store: others, written after the database was restored,"
                            + " have their places in the streams. The log keeps both; audit shows them.");
            say(custody.unusable(), "entries have no usable record. Audit names them.");
        }
        out.println(
                "Not in the object store, so not brought back: rows of items, sources and users, and numbers that were"
                        + " given in the last moment and whose entries were not stored yet.");
    }

    private void say(long count, String what) {
        if (count > 0) {
            out.println(count + " " + what);
        }
    }

    private static String text(JsonObject json) {
        return new String(CompactJson.write(json), StandardCharsets.UTF_8);
    }
}
