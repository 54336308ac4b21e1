package org.sillok.platform.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.keys.RotationSteps;
import org.sillok.platform.cli.demo.ProgressBar;

/** Shows key-encryption keys at the terminal. */
final class KeysScreen {
    /** Exit codes of the command; the third is {@link Headless#NOT_RUN}. */
    static final int GOOD = 0;

    static final int ATTENTION = 1;

    private static final String GO_ON = "sillok keys rotate --no-new-key";

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final PrintStream aside;
    private final boolean json;
    private final boolean animated;

    KeysScreen(PrintStream out, PrintStream aside, boolean json, boolean animated) {
        this.out = out;
        this.aside = aside;
        this.json = json;
        this.animated = animated;
    }

    static KeysScreen ofTerminal(boolean json) {
        return new KeysScreen(System.out, System.err, json, Terminal.isLively(System.getenv()));
    }

    /**
     * What to do after a rotation that did not come to its end. A new key once more would move everything once more; without
     * one, what was never made would seem to be done.
     *
     * @param before the keys when it began
     * @param after the keys as they are now
     */
    static String wayOut(RotationSteps steps, JsonArray before, JsonArray after) {
        Optional<String> old = current(before);
        Optional<String> recent = current(after);
        if (steps == RotationSteps.MOVE_ONLY) {
            return "What was moved stays moved. To go on: " + GO_ON;
        } else if (recent.isEmpty() || old.isEmpty()) {
            return "Whether a new key was made, sillok keys shows when the keys can be used again. If so, copy it to its safe"
                    + " place, then: " + GO_ON + ". If not, repeat.";
        } else if (recent.equals(old)) {
            return "No key was made, and nothing was changed. Put the cause right and repeat.";
        }
        return recent.get() + " was made and is the current key now: copy it to its safe place, then go on: " + GO_ON;
    }

    private static Optional<String> current(JsonArray keys) {
        return keys.values().stream()
                .map(JsonValue::asObject)
                .filter(key -> key.text("state").equals("CURRENT"))
                .map(key -> key.text("id"))
                .findFirst();
    }

    void progress(long done, long total) {
        if (animated) {
            aside.print(
                    "\r  " + ProgressBar.render(done, total, WIDTH) + " " + ProgressBar.percent(done, total) + " %  ");
            aside.flush();
        }
    }

    /** Shows the keys and returns the exit code. */
    int list(JsonArray keys) {
        boolean good = true;
        boolean current = keys.values().isEmpty();
        for (JsonValue key : keys.values()) {
            String state = key.asObject().text("state");
            good &= !state.equals("UNAVAILABLE");
            current |= state.equals("CURRENT");
        }
        if (json) {
            print(JsonObject.builder().put("keys", keys).build());
        } else {
            words(keys, false);
            if (good && !current) {
                out.println("None of these is the current key: the configured vault has no key yet, or cannot be used."
                        + " Which of the two: sillok doctor");
            }
        }
        return good && current ? GOOD : ATTENTION;
    }

    /** Shows what would be given up with a key, and returns the exit code: nothing was done. */
    int beforeLoss(JsonArray keys, String id) {
        Optional<JsonObject> key = keys.values().stream()
                .map(JsonValue::asObject)
                .filter(each -> each.text("id").equals(id))
                .findFirst();
        if (key.isEmpty()) {
            aside.println("sillok: No such key was ever in use.");
            return Headless.NOT_RUN;
        }
        if (json) {
            print(key.get());
            return ATTENTION;
        }
        long wraps = key.get().number("wraps");
        words(JsonArray.of(key.get()), true);
        if (wraps > 0 && key.get().text("state").equals("UNAVAILABLE")) {
            out.println(
                    "Nothing was done. If this key is gone for good, in every copy and every backup of the keys, and you give up"
                            + " what those " + wraps + " keys protect:");
            out.println("  sillok keys lost " + id + " --wraps " + wraps);
        } else {
            out.println("Nothing was done: it is not a key that can be declared lost.");
        }
        return ATTENTION;
    }

    /** Shows what a rotation did and returns the exit code. */
    int rotated(JsonObject report) {
        boolean made = report.text("outcome").equals("KEY_MADE");
        int code = made || report.text("outcome").equals("COMPLETE") ? GOOD : ATTENTION;
        if (json) {
            print(report);
            return code;
        }
        if (animated) {
            aside.print("\r" + " ".repeat(WIDTH + 12) + "\r");
            aside.flush();
        }
        if (made) {
            out.println(report.text("to") + " is the current key now; nothing was moved to it yet.");
            out.println("Copy the key-encryption keys to their safe place, then: sillok keys rotate --no-new-key");
            words(report.array("keys"), false);
            return code;
        }
        out.println(report.number("rewrapped") + " keys were wrapped anew under " + report.text("to") + ".");
        if (report.number("broken") > 0) {
            out.println(report.number("broken") + " keys cannot be opened: somebody altered them. Run: sillok audit");
        }
        if (report.number("lost") > 0) {
            out.println(report.number("lost") + " keys stay under a key that was declared lost.");
        }
        words(report.array("keys"), code == GOOD);
        out.println("Copy the key-encryption keys to their safe place now: without the new key nothing can be read.");
        return code;
    }

    /** The same for the keys of identities, which are neither retired nor declared lost. */
    int identitiesRotated(JsonObject report) {
        boolean complete = report.text("outcome").equals("COMPLETE");
        if (json) {
            print(report);
        } else {
            if (animated) {
                aside.print("\r" + " ".repeat(WIDTH + 12) + "\r");
                aside.flush();
            }
            out.println(report.number("rewrapped") + " keys of identities were wrapped anew under " + report.text("to")
                    + ".");
            if (!complete) {
                out.println("Not all were: sillok keys rotate-identities --no-new-key goes on.");
            }
            out.println("Copy the key file of identities to its safe place now, with all its lines.");
        }
        return complete ? GOOD : ATTENTION;
    }

    private void words(JsonArray keys, boolean moved) {
        if (keys.values().isEmpty()) {
            out.println("No key-encryption key is in use yet.");
        }
        for (JsonValue each : keys.values()) {
            JsonObject key = each.asObject();
            String state = key.text("state");
            out.println("  " + key.text("id") + "  " + state.toLowerCase(Locale.ROOT) + ", protects "
                    + key.number("wraps") + " keys");
            key.find("reason").ifPresent(reason -> out.println("      " + reason.asText()));
            if (state.equals("FORMER") && key.number("wraps") == 0) {
                out.println("      nothing needs it but backups from before a rotation; when there are none left:"
                        + " sillok keys retire " + key.text("id"));
                if (!moved) {
                    out.println(
                            "      unless it is newer than the current key: then put it first in the key file here");
                }
            } else if (state.equals("LOST") && key.find("reason").isEmpty()) {
                out.println(
                        "      it has turned up again: sillok keys rotate --no-new-key moves what it protects to the"
                                + " current key");
            } else if (state.equals("FORMER")) {
                out.println("      sillok keys rotate --no-new-key moves what it protects to the current key");
            }
        }
    }

    private void print(JsonObject value) {
        out.println(new String(CompactJson.write(value), StandardCharsets.UTF_8));
    }
}
