package org.sillok.upload;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RunningSha256;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.upload.core.UploadMetadata;

/** What an upload may be. The keys of metadata are those that clients of tus commonly use. */
final class UploadRules {
    private static final String FILE_NAME = "filename";
    private static final String FILE_TYPE = "filetype";

    private UploadRules() {}

    /** Whether a turn that comes to {@code until} makes another whole than was announced. */
    static Optional<Refusal> otherWhole(Turn turn, long until) {
        Long length = turn.length();
        return length != null && length == until ? otherWhole(turn.digest(), turn.announced()) : Optional.empty();
    }

    static Optional<Refusal> otherWhole(RunningSha256 digest, @Nullable Digest announced) {
        if (announced == null) {
            return Optional.empty();
        }
        Digest arrived = digest.soFar();
        return arrived.equals(announced)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.UPLOAD_DIGEST_MISMATCH,
                        "With its last bytes the upload would have the SHA-256 " + arrived.hex()
                                + ", not the one announced. The last segment was not kept."));
    }

    static Optional<Refusal> tooLarge(long length, UploadConfig config) {
        long most = config.maxSize().asLongValue();
        return length > most
                ? Optional.of(new Refusal(ProblemCode.PAYLOAD_TOO_LARGE, "An upload has at most " + most + " bytes."))
                : Optional.empty();
    }

    static Optional<Refusal> tooManySegments(long segments, UploadConfig config) {
        return segments > config.maxSegments()
                ? Optional.of(new Refusal(
                        ProblemCode.TOO_MANY_SEGMENTS,
                        "At most " + config.maxSegments() + " segments. What was recorded stays until it expires."))
                : Optional.empty();
    }

    /** Whether the names in the metadata could not be used for a deposit. */
    static Optional<Refusal> unusable(UploadMetadata metadata) {
        try {
            fileName(metadata);
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    new Refusal(ProblemCode.INVALID_FILE_NAME, "The metadata \"filename\": " + e.getMessage() + "."));
        }
        try {
            mediaType(metadata);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal(
                    ProblemCode.INVALID_HEADER, "The metadata \"filetype\" of Upload-Metadata is not a media type."));
        }
    }

    static Optional<FileName> fileName(UploadMetadata metadata) {
        return metadata.text(FILE_NAME).map(FileName::new);
    }

    static Optional<MediaType> mediaType(UploadMetadata metadata) {
        return metadata.text(FILE_TYPE).map(MediaType::ofContentType);
    }
}
