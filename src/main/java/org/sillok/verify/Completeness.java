package org.sillok.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;

/** What is said to be here and not to be here: {@code sillok/completeness/1}. */
record Completeness(String bundle, Status status, List<Released> released, int withheld) {
    static final String TYPE = "sillok/completeness/1";

    private static final Pattern NUMBER = Pattern.compile(BundleLayout.NUMBER);
    private static final Pattern WITHHELD = Pattern.compile("WH-[0-9]{4}");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int COMMITMENT_LENGTH = 32;

    /** What may be concluded about what is not here. */
    enum Status {
        COMPLETE,
        WITHHELD_LISTED,
        EXISTENCE_NOT_CONFIRMED
    }

    /** One item that is here, with the paths of its files. */
    record Released(String number, long version, List<String> files) {
        Released {
            files = List.copyOf(files);
        }
    }

    /** Throws {@link BundleFormatException} for anything else, also for a list that contradicts the status. */
    static Completeness parse(byte[] bytes) throws BundleFormatException {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly("type", "bundle", "status", "released", "withheld", "commitment");
            List<Released> released = new ArrayList<>();
            for (JsonValue item : json.array("released").values()) {
                released.add(released(item.asObject()));
            }
            int withheld = withheld(json.array("withheld").values());
            if (!json.text("type").equals(TYPE)
                    || Base64Url.decode(json.text("commitment")).length != COMMITMENT_LENGTH) {
                throw new IllegalArgumentException("of another type, or without a commitment");
            }
            Status status = Status.valueOf(json.text("status"));
            if ((status == Status.WITHHELD_LISTED) != (withheld > 0)) {
                throw new BundleFormatException(
                        FindingCode.COMPLETENESS_CONTRADICTION,
                        BundleLayout.COMPLETENESS,
                        "The status does not fit the list of what is withheld.");
            }
            return new Completeness(json.text("bundle"), status, released, withheld);
        } catch (JsonException | IllegalArgumentException e) {
            throw new BundleFormatException(
                    FindingCode.COMPLETENESS_MALFORMED,
                    BundleLayout.COMPLETENESS,
                    "This is no statement of completeness: " + e.getMessage() + ".");
        }
    }

    private static Released released(JsonObject json) {
        json.requireExactly("number", "version", "files");
        String number = json.text("number");
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("a number has not its form");
        }
        return new Released(number, json.number("version"), json.array("files").texts());
    }

    private static int withheld(List<JsonValue> list) {
        Set<String> numbers = new HashSet<>();
        for (JsonValue value : list) {
            JsonObject json = value.asObject().requireExactly("number", "reason");
            boolean numbered = !json.get("number").isNull();
            if (!REASON.matcher(json.text("reason")).matches()
                    || (numbered
                            && (!WITHHELD.matcher(json.text("number")).matches()
                                    || !numbers.add(json.text("number"))))) {
                throw new IllegalArgumentException("a withheld part has not its form, or is there twice");
            }
        }
        return list.size();
    }
}
