package org.sillok.agreement.core;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;

/**
 * The document that the parties sign: a draft with the agreement and the number that it is, and a random salt, so that the
 * digest of a text that somebody guesses is not found by guessing. Its bytes are canonical JSON (RFC 8785).
 */
public record AgreementText(AgreementId agreement, int number, Bytes salt, Draft draft) {
    public static final String TYPE = "sillok/agreement/1";
    public static final int SALT_LENGTH = 16;

    private static final String AGREEMENT = "agreement";
    private static final String NUMBER = "number";
    private static final String SALT = "salt";
    private static final String TYPE_NAME = "type";

    public AgreementText {
        if (number < 1 || salt.length() != SALT_LENGTH) {
            throw new IllegalArgumentException("versions are numbered from 1 and salted with 128 bits");
        }
    }

    /** Exactly the bytes that are sealed, hashed and signed. */
    public Bytes bytes() {
        JsonObject.Builder json = JsonObject.builder()
                .put(TYPE_NAME, TYPE)
                .put(AGREEMENT, agreement.value())
                .put(NUMBER, number)
                .put(SALT, Base64Url.encode(salt.toArray()));
        DraftWriter.fill(json, draft);
        return Bytes.of(CanonicalJson.write(json.build()));
    }

    /**
     * What stored bytes say. Clauses are not read here: a clause of a newer vocabulary must not make the rest unreadable.
     *
     * @throws IllegalArgumentException if they are not the text of a version
     */
    public static StoredText stored(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        if (!json.text(TYPE_NAME).equals(TYPE)) {
            throw new IllegalArgumentException("not the text of an agreement");
        }
        Map<String, JsonValue> draft = new LinkedHashMap<>(json.members());
        draft.keySet().removeAll(Arrays.asList(TYPE_NAME, AGREEMENT, NUMBER, SALT));
        return new StoredText(
                new AgreementId(json.text(AGREEMENT)),
                Math.toIntExact(json.number(NUMBER)),
                new JsonObject(draft),
                Bytes.of(bytes));
    }
}
