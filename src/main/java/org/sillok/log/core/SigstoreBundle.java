package org.sillok.log.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * A leaf with its proof as a Sigstore bundle (version 0.3): a message signature, verified with a key that the verifier
 * already has. Carries no observer time: Sigstore's would be over the signature, and this log's is over checkpoints.
 */
public final class SigstoreBundle {
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /** What a file with such a bundle is called. */
    public static final String FILE_SUFFIX = ".sigstore.json";

    private SigstoreBundle() {}

    /**
     * The bundle's bytes. The hint by which the verifier finds the key is the key's id, as statements name it.
     *
     * @param proof that the leaf is in the tree of a checkpoint, which was verified
     * @param log the log's Ed25519 key
     */
    public static Bytes of(HashedRekordLeaf leaf, TlogProof proof, Checkpoint head, NoteKey log) {
        JsonObject entry = JsonObject.builder()
                .put("logIndex", decimal(proof.index()))
                .put("logId", TrustedRoot.logId(log))
                .put(
                        "kindVersion",
                        JsonObject.builder()
                                .put("kind", "hashedrekord")
                                .put("version", "0.0.2")
                                .build())
                .put(
                        "inclusionProof",
                        JsonObject.builder()
                                .put("logIndex", decimal(proof.index()))
                                .put("rootHash", Hashes.base64(head.root()))
                                .put("treeSize", decimal(head.size()))
                                .put("hashes", hashes(proof.path()))
                                .put(
                                        "checkpoint",
                                        JsonObject.builder()
                                                .put(
                                                        "envelope",
                                                        new String(
                                                                proof.checkpointNote()
                                                                        .toArray(),
                                                                StandardCharsets.UTF_8))
                                                .build())
                                .build())
                .put("canonicalizedBody", base64(leaf.bytes()))
                .build();
        return Bytes.of(CompactJson.write(JsonObject.builder()
                .put("mediaType", MEDIA_TYPE)
                .put(
                        "verificationMaterial",
                        JsonObject.builder()
                                .put(
                                        "publicKey",
                                        JsonObject.builder()
                                                .put(
                                                        "hint",
                                                        Sha2.sha256(leaf.spki()).base64Url())
                                                .build())
                                .put("tlogEntries", JsonArray.of(entry))
                                .build())
                .put(
                        "messageSignature",
                        JsonObject.builder()
                                .put(
                                        "messageDigest",
                                        JsonObject.builder()
                                                .put("algorithm", "SHA2_256")
                                                .put(
                                                        "digest",
                                                        base64(leaf.sha256().toArray()))
                                                .build())
                                .put("signature", base64(leaf.signatureDer().toArray()))
                                .build())
                .build()));
    }

    private static JsonArray hashes(List<Digest> path) {
        return new JsonArray(path.stream()
                .<JsonValue>map(hash -> new JsonString(Hashes.base64(hash)))
                .toList());
    }

    /** The JSON form of Protocol Buffers writes 64-bit numbers as texts. */
    private static String decimal(long number) {
        return Long.toString(number);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
