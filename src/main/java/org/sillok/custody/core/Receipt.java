package org.sillok.custody.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;

/**
 * What a depositor keeps: consecutive statements of one stream with the disclosures the holder may see, each
 * statement's inclusion proof, the stream's signed head, and copies of the public keys. Reading one proves nothing;
 * verification is in {@code org.sillok.verify}.
 *
 * @param entries consecutive statements of one stream, in order; at least one
 * @param statementKeys the keys the statements name, each once
 * @param logKeys verification keys of the log in the signed-note form ({@code vkey}), each once
 * @param times RFC 3161 tokens over the checkpoint, DER
 */
public record Receipt(
        List<Entry> entries,
        SignedHead head,
        List<P256PublicKey> statementKeys,
        List<String> logKeys,
        List<Bytes> times) {
    public static final String TYPE = "sillok/receipt/1";
    public static final String MEDIA_TYPE = "application/vnd.sillok.receipt+json";

    /** What a file with a receipt is called. */
    public static final String FILE_SUFFIX = ".sillok.json";

    /**
     * One statement of a receipt.
     *
     * @param disclosures in the order of their names, each name at most once
     * @param proof the text of a C2SP {@code tlog-proof}, checkpoint included
     */
    public record Entry(SignedStatement signed, List<Disclosure> disclosures, String proof) {
        /** Throws {@link IllegalArgumentException} if disclosures are out of order or repeat a name. */
        public Entry {
            disclosures = List.copyOf(disclosures);
            for (int i = 1; i < disclosures.size(); i++) {
                if (disclosures.get(i - 1).name().compareTo(disclosures.get(i).name()) >= 0) {
                    throw new IllegalArgumentException("disclosures are out of order, or a name is repeated");
                }
            }
        }
    }

    /** Throws {@link IllegalArgumentException} for an empty or repeating list. */
    public Receipt {
        entries = List.copyOf(entries);
        statementKeys = List.copyOf(statementKeys);
        logKeys = List.copyOf(logKeys);
        times = List.copyOf(times);
        if (entries.isEmpty() || statementKeys.isEmpty() || logKeys.isEmpty()) {
            throw new IllegalArgumentException("a receipt has statements and keys");
        }
        if (hasRepetition(statementKeys) || hasRepetition(logKeys) || hasRepetition(times)) {
            throw new IllegalArgumentException("a key or time-stamp is repeated");
        }
    }

    private static boolean hasRepetition(List<?> list) {
        return list.stream().distinct().count() != list.size();
    }

    /** The receipt's bytes. Equal receipts have equal bytes. */
    public Bytes write() {
        List<JsonValue> statements = new ArrayList<>();
        for (Entry entry : entries) {
            statements.add(JsonObject.builder()
                    .put("bytes", base64(entry.signed().statement().bytes()))
                    .put("signature", base64(entry.signed().signature()))
                    .put(
                            "disclosures",
                            texts(entry.disclosures().stream()
                                    .map(Disclosure::text)
                                    .toList()))
                    .put("proof", entry.proof())
                    .build());
        }
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("type", TYPE)
                .put("statements", new JsonArray(statements))
                .put(
                        "head",
                        JsonObject.builder()
                                .put("bytes", base64(head.head().bytes()))
                                .put("signature", base64(head.signature()))
                                .build())
                .put(
                        "keys",
                        JsonObject.builder()
                                .put(
                                        "statement",
                                        texts(statementKeys.stream()
                                                .map(key -> Base64.getEncoder().encodeToString(key.spki()))
                                                .toList()))
                                .put("log", texts(logKeys))
                                .build())
                .put(
                        "times",
                        texts(times.stream()
                                .map(Receipt::base64)
                                .map(JsonString::value)
                                .toList()))
                .build()));
    }

    /** Reads the one spelling of a receipt. */
    public static Receipt parse(byte[] bytes) throws CustodyFormatException {
        try {
            JsonObject json =
                    StrictJson.parse(bytes).asObject().requireExactly("type", "statements", "head", "keys", "times");
            if (!json.text("type").equals(TYPE)) {
                throw new CustodyFormatException("not a receipt of a known version");
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonValue statement : json.array("statements").values()) {
                entries.add(entry(statement.asObject()));
            }
            JsonObject head = json.object("head").requireExactly("bytes", "signature");
            JsonObject keys = json.object("keys").requireExactly("statement", "log");
            List<P256PublicKey> statementKeys = new ArrayList<>();
            for (String key : keys.array("statement").texts()) {
                statementKeys.add(P256PublicKey.ofSpki(bytes(key)));
            }
            Receipt receipt = new Receipt(
                    entries,
                    new SignedHead(Head.parse(bytes(head.text("bytes"))), Bytes.of(bytes(head.text("signature")))),
                    statementKeys,
                    keys.array("log").texts(),
                    json.array("times").texts().stream()
                            .map(text -> Bytes.of(bytes(text)))
                            .toList());
            if (!Arrays.equals(bytes, receipt.write().toArray())) {
                throw new CustodyFormatException("not the one spelling of a receipt");
            }
            return receipt;
        } catch (JsonException | IllegalArgumentException | KeyFormatException e) {
            throw new CustodyFormatException("not a receipt: " + e.getMessage());
        }
    }

    private static Entry entry(JsonObject json) throws CustodyFormatException {
        json.requireExactly("bytes", "signature", "disclosures", "proof");
        List<Disclosure> disclosures = new ArrayList<>();
        for (String text : json.array("disclosures").texts()) {
            disclosures.add(Disclosure.parse(text));
        }
        SignedStatement signed = new SignedStatement(
                Statement.parse(bytes(json.text("bytes"))), Bytes.of(bytes(json.text("signature"))));
        return new Entry(signed, disclosures, json.text("proof"));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonString base64(Bytes bytes) {
        return new JsonString(Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    private static JsonArray texts(List<String> texts) {
        return JsonArray.ofTexts(texts);
    }
}
