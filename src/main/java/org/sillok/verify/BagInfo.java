package org.sillok.verify;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;

/** The two files by which a bag says what it is (RFC 8493, 2.1.1 and 2.2.2), in the one spelling of a bundle. */
final class BagInfo {
    static final String BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private static final List<String> LABELS = List.of(
            "BagIt-Profile-Identifier",
            "Source-Organization",
            "Bagging-Date",
            "External-Identifier",
            "Payload-Oxum",
            "Agreement-Digest",
            "Decision-Digest",
            "Sillok-Bundle-Format");
    private static final String REPLACES = "Replaces";
    private static final String PROFILE = "urn:sillok:bagit-profile:1";

    private final Map<String, String> values;

    private BagInfo(Map<String, String> values) {
        this.values = values;
    }

    /** Throws {@link BundleFormatException} unless it is the one spelling of a bundle's information. */
    static BagInfo parse(byte[] bytes) throws BundleFormatException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        require(
                Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) && text.endsWith("\n"),
                "It is not text in lines.");
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        require(
                lines.size() == LABELS.size() || lines.size() == LABELS.size() + 1,
                "It has too many or too few lines.");
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String label = i < LABELS.size() ? LABELS.get(i) : REPLACES;
            String line = lines.get(i);
            require(line.startsWith(label + ": "), "Line " + (i + 1) + " is not " + label + ".");
            values.put(label, line.substring(label.length() + 2));
        }
        BagInfo info = new BagInfo(values);
        info.checkValues();
        return info;
    }

    private void checkValues() throws BundleFormatException {
        require(value("BagIt-Profile-Identifier").equals(PROFILE), "The profile is not that of a bundle.");
        require(value("Source-Organization").equals("Sillok"), "The source is not the service.");
        require(
                value("Sillok-Bundle-Format").equals("1"),
                "The bundle is of a format that this verifier does not know.");
        require(isBundle(bundle()), "It has no bundle's identifier.");
        require(!values.containsKey(REPLACES) || isBundle(value(REPLACES)), "What it replaces is no bundle.");
        try {
            LocalDate.parse(value("Bagging-Date"));
        } catch (DateTimeException e) {
            throw refusal("It has no date.");
        }
    }

    private static boolean isBundle(String value) {
        return Ids.isWellFormed(BundleId.PREFIX, value);
    }

    String bundle() {
        return value("External-Identifier");
    }

    /** Bytes and number of the payload's files, with a point between them. */
    String oxum() {
        return value("Payload-Oxum");
    }

    String agreementDigest() {
        return value("Agreement-Digest");
    }

    String decisionDigest() {
        return value("Decision-Digest");
    }

    private String value(String label) {
        return Objects.requireNonNull(values.get(label), label);
    }

    private static void require(boolean condition, String words) throws BundleFormatException {
        if (!condition) {
            throw refusal(words);
        }
    }

    private static BundleFormatException refusal(String words) {
        return new BundleFormatException(FindingCode.BAG_INFO, BundleLayout.BAG_INFO, words);
    }
}
