package org.sillok.upload.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.UploadId;
import org.sillok.upload.Upload;
import org.sillok.upload.core.Concatenation;

/** An upload as it is shown to its organisation. */
@Schema(name = "Upload")
@JsonInclude(Include.NON_NULL)
public record UploadView(
        @Schema(examples = "upl_mzxw6ytboi4tcnrvgq3tknbqga") String id,

        State state,

        @Schema(description = "How many bytes have arrived and are kept")
        long offset,

        @Schema(description = "Of the whole; absent while it is not known") @Nullable
        Long length,

        @Schema(description = "Of the bytes that have arrived, in hexadecimal")
        String sha256,

        @Schema(description = "As the metadata \"filename\" gives it") @Nullable
        String fileName,

        @Schema(description = "As the metadata \"filetype\" gives it") @Nullable
        String mediaType,

        @Schema(description = "Whether it waits to be put together with others") @Nullable
        Boolean partial,

        @Schema(description = "Of which uploads it was put together") @Nullable
        List<String> parts,

        Instant createdAt,

        @Schema(description = "When it is removed, unless more arrives")
        Instant expiresAt,

        @Nullable Attestation attestation) {
    /** How far it is. */
    public enum State {
        UPLOADING,
        FINISHED
    }

    /** What the service signed about these bytes. */
    @Schema(
            name = "UploadAttestation",
            description = "Signed by the statement key: ECDSA P-256 with SHA-256 in DER. All in base64.")
    public record Attestation(
            @Schema(description = "The exact bytes that are signed: JSON of the form sillok/upload/1")
            String bytes,

            String signature,

            @Schema(description = "SHA-256 of the public key's SPKI")
            String key,

            @Schema(description = "SPKI in DER, as receipts carry it")
            String publicKey) {
        static Attestation of(org.sillok.upload.core.Attestation attestation) {
            return new Attestation(
                    base64(attestation.bytes()),
                    base64(attestation.signature()),
                    base64(Bytes.of(attestation.key().keyId().toArray())),
                    base64(Bytes.of(attestation.key().spki())));
        }

        /** As a dictionary of byte sequences (RFC 9651). */
        String header() {
            return "bytes=:" + bytes + ":, signature=:" + signature + ":, key=:" + key + ":";
        }

        private static String base64(Bytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.toArray());
        }
    }

    static UploadView of(Upload upload, @Nullable Attestation attestation) {
        return new UploadView(
                upload.id().value(),
                upload.isFinished() ? State.FINISHED : State.UPLOADING,
                upload.offset(),
                upload.length(),
                upload.sha256().hex(),
                upload.metadata().text("filename").orElse(null),
                upload.metadata().text("filetype").orElse(null),
                upload.concatenation() instanceof Concatenation.Partial ? true : null,
                upload.concatenation() instanceof Concatenation.Final whole
                        ? whole.parts().stream().map(UploadId::value).toList()
                        : null,
                upload.createdAt(),
                upload.expiresAt(),
                attestation);
    }
}
