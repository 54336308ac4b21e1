package org.sillok.log.core;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;

/**
 * The log's Ed25519 key in the form in which Sigstore clients take whom they trust (TrustedRoot). Like the key itself it
 * is worth what the way is worth by which it came.
 */
public final class TrustedRoot {
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

    private TrustedRoot() {}

    /**
     * The trusted root's bytes.
     *
     * @param log the log's Ed25519 key
     * @param from when the log began
     */
    public static Bytes of(NoteKey log, Instant from) {
        JsonObject tlog = JsonObject.builder()
                // Clients take the host of this address for the checkpoint's origin; nobody fetches it.
                .put("baseUrl", "https://" + log.name())
                .put("hashAlgorithm", "SHA2_256")
                .put(
                        "publicKey",
                        JsonObject.builder()
                                .put("rawBytes", base64(log.key().spki()))
                                .put("keyDetails", "PKIX_ED25519")
                                .put(
                                        "validFor",
                                        JsonObject.builder()
                                                .put("start", Timestamps.format(from))
                                                .build())
                                .build())
                .put("logId", logId(log))
                .put("checkpointKeyId", logId(log))
                .build();
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("mediaType", MEDIA_TYPE)
                .put("tlogs", JsonArray.of(tlog))
                .build()));
    }

    /** The log's id as Rekor v2 derives it: the hash of which a signature line shows the first four bytes. */
    static JsonObject logId(NoteKey log) {
        String vkey = log.vkey();
        byte[] typed = Base64.getDecoder()
                .decode(vkey.substring(vkey.indexOf('+', log.name().length() + 1) + 1));
        Digest id = Sha2.sha256((log.name() + "\n").getBytes(StandardCharsets.UTF_8), typed);
        return JsonObject.builder().put("keyId", base64(id.toArray())).build();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
