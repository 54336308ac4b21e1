package org.sillok.verify;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Timestamps;
import org.sillok.recall.core.ItemNumber;
import org.sillok.recall.core.RecallEntry;

/** Puts into words, and into JSON, what a recall list says about a bundle. */
final class RecallReport {
    private static final int MOST_ITEMS = 20;

    private RecallReport() {}

    /** What was checked about recalls, if a list was given that says so, and what was not. */
    static void checks(@Nullable RecallAccount recalls, List<Account.Check> checked, List<Account.Check> notChecked) {
        if (recalls == null) {
            add(notChecked, "Whether the bundle was recalled or replaced since: give the recall list with --recalls.");
            return;
        }
        String list = "Recall list " + recalls.number() + " of " + Timestamps.format(recalls.thisUpdate())
                + ", signed by a key of the bundle's statements, ";
        add(
                checked,
                list
                        + (recalls.recalled().isEmpty()
                                ? "names nothing of this bundle."
                                : "names this bundle, and no item that it does not have."));
        if (recalls.lower()) {
            add(
                    notChecked,
                    "Whether anything was recalled that the newer list says, of which you have seen the number.");
        }
        if (!recalls.current()) {
            add(
                    notChecked,
                    "Whether anything was recalled outside of the time of that list, which ends at "
                            + Timestamps.format(recalls.nextUpdate()) + ": get a newer list.");
        } else if (!recalls.lower()) {
            add(notChecked, "Whether there is a newer recall list than number " + recalls.number() + ".");
        }
    }

    private static void add(List<Account.Check> checks, String words) {
        checks.add(new Account.Check(CheckCode.RECALL, words));
    }

    /** One line for each entry. */
    static List<String> lines(RecallAccount recalls) {
        return recalls.recalled().stream()
                .map(entry -> "recalled since " + Timestamps.format(entry.since()) + " (" + entry.level() + "): "
                        + items(entry))
                .toList();
    }

    private static String items(RecallEntry entry) {
        String named =
                entry.items().stream().limit(MOST_ITEMS).map(ItemNumber::text).collect(Collectors.joining(", "));
        int more = entry.items().size() - MOST_ITEMS;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    static JsonObject json(RecallAccount recalls) {
        return JsonObject.builder()
                .put("number", recalls.number())
                .put("thisUpdate", Timestamps.format(recalls.thisUpdate()))
                .put("nextUpdate", Timestamps.format(recalls.nextUpdate()))
                .put("current", recalls.current())
                .put("lower", recalls.lower())
                .put("recalled", JsonReport.list(recalls.recalled(), RecallReport::entry))
                .build();
    }

    private static JsonObject entry(RecallEntry entry) {
        return JsonObject.builder()
                .put(
                        "items",
                        JsonArray.ofTexts(
                                entry.items().stream().map(ItemNumber::text).toList()))
                .put("level", entry.level().name())
                .put("since", Timestamps.format(entry.since()))
                .build();
    }
}
