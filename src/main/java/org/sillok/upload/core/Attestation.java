package org.sillok.upload.core;

import java.time.Instant;
import java.util.OptionalLong;
import org.sillok.crypto.PublicKeyInfo;
import org.sillok.crypto.Signer;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UploadId;

/**
 * What the service says of an upload and signs: these bytes have arrived. Not a receipt: an upload is no evidence yet,
 * and may expire.
 *
 * @param bytes the exact bytes that are signed, JSON in one spelling
 * @param signature ECDSA P-256 with SHA-256 in DER
 * @param key that verifies it; a copy, to make this whole
 */
public record Attestation(Bytes bytes, Bytes signature, PublicKeyInfo key) {
    public static final String VERSION = "sillok/upload/1";

    /** Attests that the first {@code offset} bytes of an upload have arrived and have this digest. */
    public static Attestation sign(
            UploadId upload, long offset, OptionalLong length, Digest sha256, Instant time, Signer signer) {
        byte[] bytes = CompactJson.write(JsonObject.builder()
                .put("v", VERSION)
                .put("upload", upload.value())
                .put("offset", offset)
                .put("length", length.isPresent() ? JsonNumber.of(length.getAsLong()) : JsonNull.NULL)
                .put("sha256", sha256.hex())
                .put("time", Timestamps.format(time))
                .build());
        return new Attestation(Bytes.of(bytes), Bytes.of(signer.sign(bytes)), signer.publicKey());
    }
}
