package org.sillok.identity.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.sillok.kernel.ApiTokenId;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;

/**
 * An API token as a program sends it: {@code sillok_}, the token's id, {@code _}, and 256 random bits in base64url. Who finds
 * such a text in a file can tell whose it is and have it revoked. Only its digest is kept; the randomness makes a slow hash
 * needless.
 */
public final class ApiTokenText {
    private static final String START = "sillok_";
    private static final String DOMAIN = "sillok/api-token/1\n";
    private static final int RANDOM_BYTES = 32;
    private static final int ID_LENGTH = 30;
    private static final int SECRET_LENGTH = 43;

    private final ApiTokenId id;
    private final String text;

    private ApiTokenText(ApiTokenId id, String text) {
        this.id = id;
        this.text = text;
    }

    public static ApiTokenText fresh(Randomness randomness) {
        ApiTokenId id = ApiTokenId.fresh(randomness);
        return new ApiTokenText(id, START + id + "_" + Base64Url.encode(randomness.bytes(RANDOM_BYTES)));
    }

    /** Whether a bearer token is meant to be one of these; it may still be none. */
    public static boolean claimsToBe(String bearer) {
        return bearer.startsWith(START);
    }

    /** Empty if the text has not this form, whatever else it is. */
    public static Optional<ApiTokenText> parse(String bearer) {
        int secret = START.length() + ID_LENGTH + 1;
        if (!claimsToBe(bearer) || bearer.length() != secret + SECRET_LENGTH || bearer.charAt(secret - 1) != '_') {
            return Optional.empty();
        }
        try {
            return Optional.of(new ApiTokenText(new ApiTokenId(bearer.substring(START.length(), secret - 1)), bearer));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public ApiTokenId id() {
        return id;
    }

    /** What is shown once, to who asked for the token. */
    public String text() {
        return text;
    }

    /** What is kept: SHA-256 of the text, with a prefix of its own. */
    public Bytes digest() {
        try {
            return Bytes.of(
                    MessageDigest.getInstance("SHA-256").digest((DOMAIN + text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is the token whose digest was kept; in constant time. */
    public boolean isThatOf(byte[] kept) {
        return MessageDigest.isEqual(digest().toArray(), kept);
    }

    @Override
    public String toString() {
        return "ApiTokenText[" + id + "]";
    }
}
