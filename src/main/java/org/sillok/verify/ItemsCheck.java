package org.sillok.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files, receipts, decisions and the statement of completeness: all of the same items, and nothing without its decision. */
final class ItemsCheck {
    private static final String PERMIT = "PERMIT";

    private final BundleLayout.Sorted layout;
    private final Findings findings;

    private ItemsCheck(BundleLayout.Sorted layout, Findings findings) {
        this.layout = layout;
        this.findings = findings;
    }

    static void check(BundleLayout.Sorted layout, Decisions decisions, Completeness completeness, Findings findings) {
        ItemsCheck check = new ItemsCheck(layout, findings);
        Map<String, Decisions.Item> decided = check.decisions(decisions);
        ApprovalsCheck.check(decisions, findings);
        check.completeness(completeness, decided);
        for (BundleLayout.Released file : layout.files()) {
            Decisions.Item item = decided.get(file.number());
            findings.unless(
                    item != null && item.version() == file.version(),
                    FindingCode.DECISION_MISSING,
                    file.path(),
                    "No decision permits this version of this item.");
        }
        Set<String> receipts = new TreeSet<>();
        layout.receipts().forEach(name -> BundleLayout.receiptNumber(name).ifPresent(receipts::add));
        for (String number : difference(decided.keySet(), receipts)) {
            findings.add(
                    FindingCode.ITEMS_DIFFER, number, "There is a decision without a receipt, or the other way round.");
        }
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> difference = new TreeSet<>(one);
        difference.removeAll(other);
        other.stream().filter(number -> !one.contains(number)).forEach(difference::add);
        return difference;
    }

    private Map<String, Decisions.Item> decisions(Decisions decisions) {
        Map<String, Decisions.Item> decided = new TreeMap<>();
        for (Decisions.Item item : decisions.items()) {
            String place = BundleLayout.DECISIONS + ", " + item.number();
            findings.unless(
                    decided.putIfAbsent(item.number(), item) == null,
                    FindingCode.ITEMS_DIFFER,
                    place,
                    "The item was decided twice.");
            findings.unless(
                    item.outcome().equals(PERMIT),
                    FindingCode.DECISION_MISSING,
                    place,
                    "The decision does not permit.");
        }
        return decided;
    }

    private void completeness(Completeness completeness, Map<String, Decisions.Item> decided) {
        Map<String, List<String>> files = new HashMap<>();
        for (BundleLayout.Released file : layout.files()) {
            files.computeIfAbsent(file.number(), number -> new ArrayList<>()).add(file.path());
        }
        Set<String> released = new TreeSet<>();
        for (Completeness.Released item : completeness.released()) {
            String place = BundleLayout.COMPLETENESS + ", " + item.number();
            Decisions.Item decision = decided.get(item.number());
            findings.unless(
                    released.add(item.number()), FindingCode.ITEMS_DIFFER, place, "The item is released twice.");
            findings.unless(
                    decision == null || decision.version() == item.version(),
                    FindingCode.COMPLETENESS_CONTRADICTION,
                    place,
                    "It says that another version was released than was decided.");
            List<String> here = files.getOrDefault(item.number(), List.of());
            findings.unless(
                    here.size() == item.files().size() && new HashSet<>(here).equals(new HashSet<>(item.files())),
                    FindingCode.COMPLETENESS_CONTRADICTION,
                    place,
                    "The files that it names are not the item's files.");
        }
        for (String number : difference(decided.keySet(), released)) {
            findings.add(
                    FindingCode.ITEMS_DIFFER,
                    number,
                    "There is a decision without a mention in the statement of completeness, or the other way round.");
        }
    }
}
