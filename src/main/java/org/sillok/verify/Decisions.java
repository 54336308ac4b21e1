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

/** What was decided item by item, and what each holder approved: {@code sillok/decisions/1}. Reading it proves nothing. */
record Decisions(String bundle, RequestId request, long revision, List<Holder> holders, List<Item> items) {
    static final String TYPE = "sillok/decisions/1";

    private static final Pattern NUMBER = Pattern.compile(BundleLayout.NUMBER);
    private static final int BASIS_LENGTH = 32;

    /** The decision on one version of one item. */
    record Item(String number, long version, String outcome, PartyId holder) {}

    /**
     * Whose material is here.
     *
     * @param basis digest of all its lines, as it stands in what was signed
     */
    record Holder(PartyId party, String basis, List<Approval> approvals) {}

    /** One person's approval, with the key of the party for which it acted. */
    record Approval(PartyId party, String signedBy, P256PublicKey key, Bytes signature) {}

    /** Throws {@link BundleFormatException} for anything else. */
    static Decisions parse(byte[] bytes) throws BundleFormatException {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly("type", "bundle", "request", "revision", "requester", "holders", "items");
            if (!json.text("type").equals(TYPE)) {
                throw malformed("It is of another type.");
            }
            List<Holder> holders = new ArrayList<>();
            for (JsonValue holder : json.array("holders").values()) {
                holders.add(holder(holder.asObject()));
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
            return new Decisions(json.text("bundle"), new RequestId(json.text("request")), revision, holders, items);
        } catch (JsonException | IllegalArgumentException | KeyFormatException e) {
            throw malformed("These are not decisions: " + e.getMessage() + ".");
        }
    }

    private static Item item(JsonObject json) {
        json.requireExactly("number", "version", "outcome", "holder", "basis", "obligations");
        json.array("obligations").values().forEach(JsonValue::asObject);
        String number = json.text("number");
        long version = json.number("version");
        if (!NUMBER.matcher(number).matches() || version < 1) {
            throw new IllegalArgumentException("a number or version has not its form");
        }
        basis(json);
        return new Item(number, version, json.text("outcome"), new PartyId(json.text("holder")));
    }

    private static Holder holder(JsonObject json) throws KeyFormatException {
        json.requireExactly("party", "basis", "approvals");
        List<Approval> approvals = new ArrayList<>();
        for (JsonValue approval : json.array("approvals").values()) {
            approvals.add(approval(approval.asObject()));
        }
        return new Holder(new PartyId(json.text("party")), basis(json), approvals);
    }

    private static String basis(JsonObject json) {
        String basis = json.text("basis");
        if (Base64Url.decode(basis).length != BASIS_LENGTH) {
            throw new IllegalArgumentException("a basis has not its form");
        }
        return basis;
    }

    private static Approval approval(JsonObject json) throws KeyFormatException {
        json.requireExactly("party", "signedBy", "key", "signature");
        return new Approval(
                new PartyId(json.text("party")),
                json.text("signedBy"),
                P256PublicKey.ofSpki(base64(json.text("key"))),
                Bytes.of(base64(json.text("signature"))));
    }

    private static byte[] base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("a key or signature is not canonical base64");
        }
        return bytes;
    }

    /** What is signed by who approves for {@code holder}. */
    byte[] signedText(Holder holder) {
        return ("sillok/approval/1\n" + request.value() + "\n" + revision + "\n" + holder.basis())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static BundleFormatException malformed(String words) {
        return new BundleFormatException(FindingCode.DECISIONS_MALFORMED, BundleLayout.DECISIONS, words);
    }
}
