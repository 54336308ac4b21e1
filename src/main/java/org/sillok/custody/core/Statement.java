package org.sillok.custody.core;

import java.util.Arrays;
import java.util.List;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * A custody statement: one event, as exact bytes. What happened is not in it, only salted digests of the disclosures
 * that say so, among decoys; the bytes can be shown to anyone.
 */
public final class Statement {
    public static final String VERSION = "sillok/statement/1";
    public static final String MEDIA_TYPE = "application/vnd.sillok.statement+json";
    public static final int BLIND_LENGTH = 32;

    /** The number of digests is a multiple of this, so that it says little about the event. */
    public static final int DIGESTS_STEP = 8;

    private static final int MAX_DIGESTS = 8_192;

    private final Bytes bytes;
    private final Digest digest;
    private final Position position;
    private final Digest keyId;
    private final List<Digest> ciphertexts;
    private final List<Digest> disclosures;

    Statement(Position position, byte[] blind, Digest keyId, List<Digest> ciphertexts, List<Digest> disclosures) {
        if (blind.length != BLIND_LENGTH) {
            throw new IllegalArgumentException("a blind has " + BLIND_LENGTH + " bytes");
        }
        checkDigests(ciphertexts, disclosures);
        this.position = position;
        this.keyId = keyId;
        this.ciphertexts = List.copyOf(ciphertexts);
        this.disclosures = List.copyOf(disclosures);
        byte[] json = CompactJson.write(JsonObject.builder()
                .put("v", VERSION)
                .put("origin", position.origin())
                .put("seq", position.seq())
                .put("prev", position.previous().<JsonValue>map(Statement::json).orElse(JsonNull.NULL))
                .put("blind", Base64Url.encode(blind))
                .put("key", json(keyId))
                .put("cipher", json(ciphertexts))
                .put("sd", json(disclosures))
                .build());
        this.bytes = Bytes.of(json);
        this.digest = Sha2.sha256(json);
    }

    private static void checkDigests(List<Digest> ciphertexts, List<Digest> disclosures) {
        if (ciphertexts.size() > DisclosureName.MAX_FILES
                || ciphertexts.stream().distinct().count() != ciphertexts.size()) {
            throw new IllegalArgumentException("too many or repeated ciphertext digests");
        }
        if (disclosures.isEmpty() || disclosures.size() % DIGESTS_STEP != 0 || disclosures.size() > MAX_DIGESTS) {
            throw new IllegalArgumentException("disclosure digests come in a multiple of " + DIGESTS_STEP);
        }
        for (int i = 1; i < disclosures.size(); i++) {
            if (disclosures.get(i - 1).base64Url().compareTo(disclosures.get(i).base64Url()) >= 0) {
                throw new IllegalArgumentException("disclosure digests are not sorted, or one is repeated");
            }
        }
    }

    /** Reads the one spelling of a statement. */
    public static Statement parse(byte[] bytes) throws CustodyFormatException {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly("v", "origin", "seq", "prev", "blind", "key", "cipher", "sd");
            if (!json.text("v").equals(VERSION)) {
                throw new CustodyFormatException("not a statement of a known version");
            }
            Statement statement = new Statement(
                    position(json),
                    Base64Url.decode(json.text("blind")),
                    digest(json.text("key")),
                    digests(json.array("cipher")),
                    digests(json.array("sd")));
            if (!Arrays.equals(bytes, statement.bytes.toArray())) {
                throw new CustodyFormatException("not the one spelling of a statement");
            }
            return statement;
        } catch (JsonException | IllegalArgumentException e) {
            throw new CustodyFormatException("not a statement: " + e.getMessage());
        }
    }

    private static Position position(JsonObject json) {
        String origin = json.text("origin");
        long seq = json.number("seq");
        if (json.get("prev").isNull()) {
            if (seq != 0) {
                throw new IllegalArgumentException("only the first statement of a stream has no previous one");
            }
            return Position.first(origin);
        }
        return Position.after(digest(json.text("prev")), origin, seq);
    }

    private static Digest digest(String text) {
        return Digest.sha256(Base64Url.decode(text));
    }

    private static List<Digest> digests(JsonArray texts) {
        return texts.texts().stream().map(Statement::digest).toList();
    }

    private static JsonString json(Digest digest) {
        return new JsonString(digest.base64Url());
    }

    private static JsonArray json(List<Digest> digests) {
        return JsonArray.ofTexts(digests.stream().map(Digest::base64Url).toList());
    }

    /** The exact bytes that are stored, hashed and signed. */
    public Bytes bytes() {
        return bytes;
    }

    /** SHA-256 of {@link #bytes()}. */
    public Digest digest() {
        return digest;
    }

    public Position position() {
        return position;
    }

    public String origin() {
        return position.origin();
    }

    public long seq() {
        return position.seq();
    }

    /** The place of the stream's next statement. */
    public Position next() {
        return Position.after(digest, origin(), seq() + 1);
    }

    /** SHA-256 of the signing key's SPKI. */
    public Digest keyId() {
        return keyId;
    }

    /** SHA-256 of each stored ciphertext, in the order of the files' numbers. */
    public List<Digest> ciphertexts() {
        return ciphertexts;
    }

    /** The digests of all disclosures and decoys, in the order of their texts. */
    public List<Digest> disclosures() {
        return disclosures;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Statement that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "Statement[seq " + seq() + ", " + digest + "]";
    }
}
