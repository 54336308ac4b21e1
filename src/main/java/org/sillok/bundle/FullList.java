package org.sillok.bundle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.sillok.bundle.core.Completeness;
import org.sillok.bundle.core.Numbering;
import org.sillok.bundle.core.Withheld;
import org.sillok.crypto.Sha2;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.BundleId;
import org.sillok.request.Sealable;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.terms.MaterialRef;

/**
 * All that was asked for, and what became of it: the list of which the bundle has a commitment, and the part of it that the
 * recipient is told.
 *
 * <p>The commitment is SHA-256 over 32 bytes of salt and the list as canonical JSON (RFC 8785). Who is shown both can check it.
 *
 * @param salted salt and list
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to be sealed; nobody compares it
record FullList(Completeness completeness, byte[] salted) {
    static final int SALT = 32;

    /** The reason for a part of items that are here. */
    static final String METADATA = "METADATA_NOT_PERMITTED";

    private static final String TYPE = "sillok/completeness-list/1";
    private static final int MOST_NUMBERED = 9_999;

    /**
     * The list of one bundle.
     *
     * @param numbers of the items that are here
     * @param reduced whether something was left out of what is said about them, though it was asked for
     * @param seed 32 secret bytes that order what is withheld
     */
    static FullList of(
            BundleId bundle,
            Sealable.Yes sealable,
            Map<MaterialRef, Integer> numbers,
            boolean reduced,
            byte[] seed,
            byte[] salt) {
        // As soon as one of them may not be known of, the number of the others would tell that there is one.
        boolean listed = sealable.withheld().stream().allMatch(Sealable.Withheld::mayBeListed);
        List<Withheld> told = new ArrayList<>();
        Map<MaterialRef, Withheld> withheld = new HashMap<>();
        int[] order = Numbering.order(seed, sealable.withheld().size());
        for (int i = 0; i < order.length; i++) {
            Sealable.Withheld line = sealable.withheld().get(order[i]);
            Withheld one = new Withheld(i < MOST_NUMBERED ? OptionalInt.of(i + 1) : OptionalInt.empty(), reason(line));
            told.add(one);
            withheld.put(line.version(), one);
        }
        if (reduced) {
            told.add(new Withheld(OptionalInt.empty(), METADATA));
        }
        TreeMap<MaterialRef, JsonValue> lines = new TreeMap<>();
        numbers.forEach((version, number) -> lines.put(
                version, line(version, String.format(Locale.ROOT, "EV-%06d", number), LineStanding.APPROVED.name())));
        withheld.forEach((version, one) -> lines.put(
                version,
                line(
                        version,
                        listed && one.number().isPresent()
                                ? String.format(
                                        Locale.ROOT, "WH-%04d", one.number().getAsInt())
                                : "",
                        one.reason())));
        byte[] list = CanonicalJson.write(JsonObject.builder()
                .put("type", TYPE)
                .put("bundle", bundle.value())
                .put("request", sealable.request().value())
                .put("revision", sealable.revision())
                .put("lines", new JsonArray(List.copyOf(lines.values())))
                .build());
        ByteArrayOutputStream salted = new ByteArrayOutputStream();
        salted.writeBytes(salt);
        salted.writeBytes(list);
        List<Withheld> shown = listed ? told : Collections.emptyList();
        return new FullList(
                new Completeness(
                        !listed
                                ? Completeness.Status.EXISTENCE_NOT_CONFIRMED
                                : shown.isEmpty() ? Completeness.Status.COMPLETE : Completeness.Status.WITHHELD_LISTED,
                        shown,
                        Sha2.sha256(salted.toByteArray())),
                salted.toByteArray());
    }

    private static JsonObject line(MaterialRef version, String number, String standing) {
        JsonObject.Builder json = JsonObject.builder()
                .put("item", version.item().value())
                .put("version", version.version())
                .put("standing", standing);
        if (!number.isEmpty()) {
            json.put("number", number);
        }
        return json.build();
    }

    /** What the requester is told of its line anyway, as one code. */
    private static String reason(Sealable.Withheld line) {
        RefusalReason refusal = line.refusal();
        return line.standing() == LineStanding.REFUSED && refusal != null
                ? refusal.name()
                : line.standing().name();
    }

    @Override
    public String toString() {
        return "FullList";
    }
}
