package org.sillok.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;

/** What was decided, item by item: {@code sillok/decisions/1}. Reading it proves nothing. */
record Decisions(String bundle, RequestId request, long revision, List<Item> items) {
    static final String TYPE = "sillok/decisions/1";

    private static final Pattern NUMBER = Pattern.compile(BundleLayout.NUMBER);
    private static final int BASIS_LENGTH = 32;

    /** The decision on one version of one item. */
    record Item(String number, long version, String outcome, String basis, List<Approval> approvals) {}

    /** One party's approval, in its own key's name. */
    record Approval(PartyId party, String signedBy, P256PublicKey key, Bytes signature) {}

    /** Throws {@link BundleFormatException} for anything else. */
    static Decisions parse(byte[] bytes) throws BundleFormatException {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly("type", "bundle", "request", "revision", "requester", "items");
            if (!json.text("type").equals(TYPE)) {
                throw malformed("It is of another type.");
            }
            List<Item> items = new ArrayList<>();
            for (JsonValue item : json.array("items").values()) {
                items.add(item(item.asObject()));
            }
            new PartyId(json.text("requester"));
            long revision = json.number("revision");
            if (revision < 1) {
                throw malformed("Revisions count from 1.");
            }
            return new Decisions(json.text("bundle"), new RequestId(json.text("request")), revision, items);
        } catch (JsonException | IllegalArgumentException | KeyFormatException e) {
            throw malformed("These are not decisions: " + e.getMessage() + ".");
        }
    }

    private static Item item(JsonObject json) throws KeyFormatException {
        json.requireExactly("number", "version", "outcome", "basis", "obligations", "approvals");
        List<Approval> approvals = new ArrayList<>();
        for (JsonValue approval : json.array("approvals").values()) {
            approvals.add(approval(approval.asObject()));
        }
        json.array("obligations").values().forEach(JsonValue::asObject);
        String basis = json.text("basis");
        String number = json.text("number");
        if (Base64Url.decode(basis).length != BASIS_LENGTH
                || !NUMBER.matcher(number).matches()
                || json.number("version") < 1) {
            throw new IllegalArgumentException("a number, version or basis has not its form");
        }
        return new Item(number, json.number("version"), json.text("outcome"), basis, approvals);
    }

    private static Approval approval(JsonObject json) throws KeyFormatException {
        json.requireExactly("party", "signedBy", "key", "signature");
        return new Approval(
                new PartyId(json.text("party")),
                json.text("signedBy"),
                P256PublicKey.ofSpki(Base64.getDecoder().decode(json.text("key"))),
                Bytes.of(Base64.getDecoder().decode(json.text("signature"))));
    }

    /** What a party signs that approves of {@code item}. */
    byte[] signedText(Item item) {
        return ("sillok/approval/1\n" + request.value() + "\n" + revision + "\n" + item.basis())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static BundleFormatException malformed(String words) {
        return new BundleFormatException(FindingCode.DECISIONS_MALFORMED, BundleLayout.DECISIONS, words);
    }
}
