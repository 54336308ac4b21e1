package org.sillok.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files a bundle has, and where. What is not named here may not be in one. */
final class BundleLayout {
    static final String BAGIT = "bagit.txt";
    static final String BAG_INFO = "bag-info.txt";
    static final String TAG_MANIFEST_512 = "tagmanifest-sha512.txt";
    static final String TAG_MANIFEST_256 = "tagmanifest-sha256.txt";
    static final String MANIFEST_512 = "manifest-sha512.txt";
    static final String MANIFEST_256 = "manifest-sha256.txt";
    static final String VERIFY = "VERIFY.md";
    static final String PAYLOAD = "data/";
    static final String PROOF = "proof/";
    static final String COMPLETENESS = "data/completeness.json";
    static final String DECISIONS = "data/policy/decisions.json";
    static final String TERMS = "data/policy/terms.odrl.jsonld";
    static final String PREMIS = "data/metadata/premis.xml";
    static final String SIGNATURE = "proof/tagmanifest-sha512.txt.p7s";
    static final String CHECKPOINT = "proof/checkpoint";
    static final String POLICY = "proof/policy";

    /** Documents that have to be JSON, and of which nothing else is checked. */
    static final List<String> DOCUMENTS = List.of("data/policy/handling.json", "data/policy/undertakings.json");

    private static final Set<String> REQUIRED = Set.of(
            BAGIT,
            BAG_INFO,
            MANIFEST_256,
            MANIFEST_512,
            TAG_MANIFEST_256,
            TAG_MANIFEST_512,
            VERIFY,
            "data/README.html",
            "data/ro-crate-metadata.json",
            COMPLETENESS,
            PREMIS,
            "data/metadata/prov.json",
            "data/metadata/case.jsonld",
            TERMS,
            DECISIONS,
            "data/policy/handling.json",
            "data/policy/undertakings.json",
            "data/loadfile/items.dat",
            "data/loadfile/items.opt",
            "data/loadfile/items.csv",
            SIGNATURE,
            CHECKPOINT,
            POLICY,
            "proof/keys/statement-1.pem");

    static final String NUMBER = "EV-[0-9]{6,9}";
    private static final Pattern ITEM =
            Pattern.compile("data/items/(" + NUMBER + ")/v([1-9][0-9]{0,8})-([1-9][0-9]{0,3})\\.[a-z0-9]{1,10}");
    private static final Pattern RECEIPT = Pattern.compile("data/custody/(" + NUMBER + ")\\.sillok\\.json");
    private static final Pattern CONSENT_RECEIPT =
            Pattern.compile("data/policy/consent-receipts/C-[0-9]{4,9}\\.jsonld");
    static final Pattern KEY = Pattern.compile("proof/keys/statement-([1-9][0-9]{0,3})\\.pem");
    static final Pattern TIME_STAMP = Pattern.compile("proof/tagmanifest-sha512\\.txt\\.([1-9])\\.tsr");

    /** A released file: whose it is and which of the files that the item's receipt describes. */
    record Released(String path, String number, long version, int file) {}

    /** The files by what they are, each list in the order of the names. */
    record Sorted(
            List<Released> files,
            List<String> receipts,
            List<String> consentReceipts,
            List<String> keys,
            List<String> timeStamps) {}

    private BundleLayout() {}

    static Sorted sort(List<String> names, Findings findings) {
        Sorted sorted = new Sorted(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> missing = new HashSet<>(REQUIRED);
        for (String name : names) {
            if (!missing.remove(name) && !place(name, sorted)) {
                findings.add(FindingCode.BUNDLE_FILE_UNEXPECTED, name, "A bundle has no such file.");
            } else if (KEY.matcher(name).matches()) {
                sorted.keys().add(name);
            }
        }
        missing.stream()
                .sorted()
                .forEach(name -> findings.add(FindingCode.BUNDLE_FILE_MISSING, name, "The bundle lacks this file."));
        requireWithoutGap(sorted.keys(), "proof/keys/statement-", ".pem", findings);
        requireWithoutGap(sorted.timeStamps(), "proof/tagmanifest-sha512.txt.", ".tsr", findings);
        return sorted;
    }

    private static boolean place(String name, Sorted sorted) {
        Matcher item = ITEM.matcher(name);
        if (item.matches()) {
            sorted.files()
                    .add(new Released(
                            name, item.group(1), Long.parseLong(item.group(2)), Integer.parseInt(item.group(3))));
        } else if (RECEIPT.matcher(name).matches()) {
            sorted.receipts().add(name);
        } else if (CONSENT_RECEIPT.matcher(name).matches()) {
            sorted.consentReceipts().add(name);
        } else if (TIME_STAMP.matcher(name).matches()) {
            sorted.timeStamps().add(name);
        } else {
            return KEY.matcher(name).matches();
        }
        return true;
    }

    private static void requireWithoutGap(List<String> names, String before, String after, Findings findings) {
        for (int i = 1; i <= names.size(); i++) {
            String name = before + i + after;
            findings.unless(
                    names.contains(name),
                    FindingCode.BUNDLE_FILE_MISSING,
                    name,
                    "The numbers of such files have a gap.");
        }
    }

    /** The number of the item that a receipt is about, by the receipt's name. */
    static Optional<String> receiptNumber(String name) {
        Matcher receipt = RECEIPT.matcher(name);
        return receipt.matches() ? Optional.of(receipt.group(1)) : Optional.empty();
    }
}
