package org.sillok.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an archive of a succession may and must have, by name. */
final class PackageLayout {
    static final String SUMMARY = "data/summary.json";
    static final String RECEIPT_SUFFIX = ".sillok.json";

    private static final String ID = "[a-z2-7]{26}";
    private static final Pattern ITEM = Pattern.compile(
            "data/items/(itm_" + ID
                    + ")/(premis\\.xml|receipt\\.sillok\\.json|record\\.json|v([1-9][0-9]{0,8})-([1-9][0-9]{0,3})\\.[a-z0-9]{1,10})");
    private static final Pattern RECORD =
            Pattern.compile("data/((?:agreements|consents|notices|sources|withdrawals)/[a-z]{3}_" + ID + ")\\.json");
    private static final Pattern RECEIPT =
            Pattern.compile("data/((?:agreements|consents|sources)/[a-z]{3}_" + ID + ")\\.sillok\\.json");
    private static final Set<String> REQUIRED = Set.of(
            BundleLayout.BAGIT,
            BundleLayout.BAG_INFO,
            BundleLayout.VERIFY,
            BundleLayout.MANIFEST_256,
            BundleLayout.MANIFEST_512,
            BundleLayout.TAG_MANIFEST_256,
            BundleLayout.TAG_MANIFEST_512,
            BundleLayout.SIGNATURE,
            BundleLayout.CHECKPOINT,
            BundleLayout.POLICY,
            "proof/keys/statement-1.pem",
            SUMMARY);
    private static final List<String> OF_ITEMS = List.of("premis.xml", "receipt.sillok.json", "record.json");

    private PackageLayout() {}

    /** A file of an item. */
    record ItemFile(String path, String item, long version, int number) {}

    /**
     * The files by what they are, each list in the order of the names.
     *
     * @param items their ids
     * @param receipts those that are not of items
     * @param records those that are not of items
     */
    record Sorted(
            Set<String> items,
            List<ItemFile> files,
            List<String> receipts,
            List<String> records,
            List<String> keys,
            List<String> timeStamps) {
        static Sorted empty() {
            return new Sorted(
                    new TreeSet<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        /** What is under {@code proof/}, as bundles have it. */
        BundleLayout.Sorted proofs() {
            return new BundleLayout.Sorted(List.of(), List.of(), List.of(), keys, timeStamps);
        }
    }

    static String receipt(String item) {
        return "data/items/" + item + "/receipt.sillok.json";
    }

    static String record(String item) {
        return "data/items/" + item + "/record.json";
    }

    /** Adds what is unexpected or missing to {@code findings}. */
    static Sorted sort(List<String> names, Findings findings) {
        Sorted sorted = Sorted.empty();
        Set<String> missing = new HashSet<>(REQUIRED);
        for (String name : names) {
            boolean known = missing.remove(name);
            if (BundleLayout.KEY.matcher(name).matches()) {
                sorted.keys().add(name);
            } else if (BundleLayout.TIME_STAMP.matcher(name).matches()) {
                sorted.timeStamps().add(name);
            } else if (!known && !place(name, sorted)) {
                findings.add(FindingCode.BUNDLE_FILE_UNEXPECTED, name, "A package has no such file.");
            }
        }
        Set<String> there = new HashSet<>(names);
        for (String item : sorted.items()) {
            for (String file : OF_ITEMS) {
                String path = "data/items/" + item + "/" + file;
                if (!there.contains(path)) {
                    missing.add(path);
                }
            }
        }
        for (String receipt : sorted.receipts()) {
            String record = receipt.replace(RECEIPT_SUFFIX, ".json");
            if (!there.contains(record)) {
                missing.add(record);
            }
        }
        missing.stream()
                .sorted()
                .forEach(name -> findings.add(FindingCode.BUNDLE_FILE_MISSING, name, "The package lacks this file."));
        return sorted;
    }

    private static boolean place(String name, Sorted sorted) {
        Matcher item = ITEM.matcher(name);
        if (item.matches()) {
            sorted.items().add(item.group(1));
            if (item.group(3) != null) {
                sorted.files()
                        .add(new ItemFile(
                                name, item.group(1), Long.parseLong(item.group(3)), Integer.parseInt(item.group(4))));
            }
            return true;
        }
        if (RECEIPT.matcher(name).matches()) {
            return sorted.receipts().add(name);
        }
        return RECORD.matcher(name).matches() && sorted.records().add(name);
    }
}
