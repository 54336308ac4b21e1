package org.sillok.evidence.core;

import java.util.HexFormat;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Digest;

/** What is known of one file's content: the depositor's name and type for it, and what was computed in one pass. */
public record FileFacts(FileName name, MediaType mediaType, long length, Digest sha256, Digest sha512) {
    public FileFacts {
        if (length < 0
                || sha256.algorithm() != Digest.Algorithm.SHA_256
                || sha512.algorithm() != Digest.Algorithm.SHA_512) {
            throw new IllegalArgumentException("a file has a length, a SHA-256 and a SHA-512");
        }
    }

    /** Canonical JSON, for sealing. */
    public byte[] toJson() {
        return CanonicalJson.write(JsonObject.builder()
                .put("fileName", name.value())
                .put("length", length)
                .put("mediaType", mediaType.value())
                .put("sha256", sha256.hex())
                .put("sha512", sha512.hex())
                .build());
    }

    /** Reads what {@link #toJson} wrote. */
    public static FileFacts stored(byte[] json) {
        JsonObject object = StrictJson.parse(json).asObject();
        return new FileFacts(
                new FileName(object.text("fileName")),
                new MediaType(object.text("mediaType")),
                object.number("length"),
                Digest.sha256(HexFormat.of().parseHex(object.text("sha256"))),
                Digest.sha512(HexFormat.of().parseHex(object.text("sha512"))));
    }
}
