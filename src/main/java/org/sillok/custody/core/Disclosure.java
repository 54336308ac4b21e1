package org.sillok.custody.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonException;
import org.sillok.json.JsonString;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Digest;

/**
 * A salted fact. Its text is base64url of the JSON array {@code [salt, name, value]}; a statement carries only the
 * digest of that text, and because of the salt nobody can confirm a guess of the value against it. Prints its name only.
 */
public final class Disclosure {
    public static final int SALT_LENGTH = 16;

    private final Fact fact;
    private final String text;
    private final Digest digest;

    private Disclosure(Fact fact, String text) {
        this.fact = fact;
        this.text = text;
        this.digest = Sha2.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code salt}: 16 random bytes, used for this disclosure only. */
    public static Disclosure of(byte[] salt, Fact fact) {
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("a salt has " + SALT_LENGTH + " bytes");
        }
        return new Disclosure(fact, Base64Url.encode(json(Base64Url.encode(salt), fact)));
    }

    /** Reads the one spelling of a disclosure. */
    public static Disclosure parse(String text) throws CustodyFormatException {
        try {
            byte[] json = Base64Url.decode(text);
            JsonArray parts = StrictJson.parse(json).asArray();
            if (parts.size() != 3) {
                throw new CustodyFormatException("a disclosure has a salt, a name and a value");
            }
            String salt = parts.values().get(0).asText();
            if (Base64Url.decode(salt).length != SALT_LENGTH) {
                throw new CustodyFormatException("a salt has " + SALT_LENGTH + " bytes");
            }
            DisclosureName name = DisclosureName.parse(parts.values().get(1).asText());
            Fact fact = new Fact(name, parts.values().get(2));
            if (!Arrays.equals(json, json(salt, fact))) {
                throw new CustodyFormatException("not the one spelling of a disclosure");
            }
            return new Disclosure(fact, text);
        } catch (JsonException | IllegalArgumentException e) {
            throw new CustodyFormatException("not a disclosure: " + e.getMessage());
        }
    }

    private static byte[] json(String salt, Fact fact) {
        return CompactJson.write(
                JsonArray.of(new JsonString(salt), new JsonString(fact.name().text()), fact.value()));
    }

    public DisclosureName name() {
        return fact.name();
    }

    public Fact fact() {
        return fact;
    }

    /** The text that is hashed, stored and handed on. */
    public String text() {
        return text;
    }

    /** SHA-256 over the ASCII bytes of {@link #text()}. */
    public Digest digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Disclosure that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Disclosure[" + fact.name() + "]";
    }
}
