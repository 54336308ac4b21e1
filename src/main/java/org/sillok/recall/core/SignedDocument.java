package org.sillok.recall.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;

/**
 * A notice or a list as it is handed out, {@code sillok/signed/1}: its exact bytes, and who signed them. Holding one proves
 * nothing: call {@link #verify}, and find out elsewhere whose key it is.
 *
 * @param bytes whose first member names their own format
 * @param signature ECDSA P-256 with SHA-256 in DER, over the exact bytes, with the lower {@code s}
 */
public record SignedDocument(Bytes bytes, Bytes signature, P256PublicKey key) {
    public static final String TYPE = "sillok/signed/1";
    public static final String MEDIA_TYPE = "application/vnd.sillok.signed+json";

    private static final byte[] BEGINNING =
            ("{\"type\":\"" + TYPE + "\",\"bytes\":\"").getBytes(StandardCharsets.US_ASCII);
    /** Of four names and four texts. */
    private static final int QUOTES = 16;

    /** Returns normally only if the key that is named signed the bytes. */
    public void verify() throws SignatureInvalidException {
        key.verify(bytes.toArray(), signature.toArray());
    }

    /** The one spelling. */
    public Bytes write() {
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("type", TYPE)
                .put("bytes", base64(bytes))
                .put("signature", base64(signature))
                .put("key", Base64.getEncoder().encodeToString(key.spki()))
                .build()));
    }

    /** Reads the one spelling; a line feed at its end is allowed, because tools add one. */
    public static SignedDocument parse(byte[] file) throws RecallFormatException {
        int length = file.length;
        boolean ended = length > 0 && file[length - 1] == '\n';
        byte[] text = new byte[ended ? length - 1 : length];
        System.arraycopy(file, 0, text, 0, text.length);
        requireFlat(text);
        return Forms.read("a signed document", text, SignedDocument::read, SignedDocument::write);
    }

    /** Anybody may have written it: what would become many values in memory is not read as JSON at all. */
    private static void requireFlat(byte[] text) throws RecallFormatException {
        boolean flat = text.length > BEGINNING.length
                && Arrays.equals(text, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
        int quotes = 0;
        for (int i = 1; flat && i < text.length; i++) {
            quotes += text[i] == '"' ? 1 : 0;
            flat = text[i] != '{' && text[i] != '[' && quotes <= QUOTES;
        }
        if (!flat) {
            throw new RecallFormatException("not a signed document");
        }
    }

    private static SignedDocument read(JsonObject json) {
        json.requireExactly("type", "bytes", "signature", "key");
        if (!json.text("type").equals(TYPE)) {
            throw new IllegalArgumentException("of another type");
        }
        try {
            return new SignedDocument(
                    Bytes.of(decoded(json.text("bytes"))),
                    Bytes.of(decoded(json.text("signature"))),
                    P256PublicKey.ofSpki(decoded(json.text("key"))));
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException("its key is no P-256 key", e);
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    @Override
    public String toString() {
        return "SignedDocument[" + bytes.length() + " bytes]";
    }
}
