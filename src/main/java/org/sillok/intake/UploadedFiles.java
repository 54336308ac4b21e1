package org.sillok.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.identity.Caller;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UploadId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.upload.FinishedUploads;
import org.sillok.upload.FinishedUploads.Contents;

/**
 * Reads finished uploads into a deposit: every byte passes through the same digests and encryption as if it came from
 * the network now, into one object of the deposit's own, and must come to the digest that the upload was shown with.
 */
@ApplicationScoped
class UploadedFiles {
    private final FinishedUploads uploads;
    private final IntakeConfig config;

    UploadedFiles(FinishedUploads uploads, IntakeConfig config) {
        this.uploads = uploads;
        this.config = config;
    }

    /** Takes all files; returns why not, if so. The uploads stay until the deposit is recorded. */
    Optional<Refusal> receive(Caller caller, Deposit deposit, List<UploadedFile> files) {
        List<UploadId> ids = files.stream().map(UploadedFile::upload).toList();
        if (new HashSet<>(ids).size() < ids.size()) {
            return Optional.of(new Refusal(ProblemCode.INVALID_FIELD, "An upload is one file of one deposit."));
        }
        Outcome<List<Contents>> found = uploads.find(caller, ids);
        if (!(found instanceof Outcome.Done<List<Contents>> contents)) {
            return Optional.of(((Outcome.Refused<List<Contents>>) found).refusal());
        }
        long most = config.maxDepositSize().asLongValue();
        if (contents.value().stream().mapToLong(Contents::length).sum() > most) {
            return Optional.of(
                    new Refusal(ProblemCode.PAYLOAD_TOO_LARGE, "A deposit has at most " + most + " bytes in all."));
        }
        for (int i = 0; i < files.size(); i++) {
            Optional<Refusal> refusal =
                    receive(caller, deposit, files.get(i), contents.value().get(i), i);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        deposit.uses(ids);
        return Optional.empty();
    }

    private Optional<Refusal> receive(Caller caller, Deposit deposit, UploadedFile file, Contents upload, int index) {
        Digest wanted = file.sha256();
        if (wanted != null && !wanted.equals(upload.sha256())) {
            return Optional.of(Refusal.at(
                    ProblemCode.DIGEST_MISMATCH, "/files/" + index + "/sha256", "The upload has another digest."));
        }
        Optional<FileName> name = Optional.ofNullable(file.fileName()).or(upload::fileName);
        if (name.isEmpty()) {
            return Optional.of(Refusal.at(
                    ProblemCode.INVALID_FILE_NAME,
                    "/files/" + index + "/fileName",
                    "The upload has no name of its own."));
        }
        MediaType type =
                Optional.ofNullable(file.mediaType()).or(upload::mediaType).orElse(MediaType.OCTET_STREAM);
        ExpectedDigests expected = new ExpectedDigests(Map.of(Digest.Algorithm.SHA_256, upload.sha256()));
        Outcome<Optional<Refusal>> read = uploads.reading(caller, upload.id(), () -> {
            try (InputStream bytes = uploads.open(upload)) {
                return Outcome.done(deposit.receive(name.get(), type, expected, bytes));
            }
        });
        return read instanceof Outcome.Done<Optional<Refusal>> done
                ? done.value()
                : Optional.of(((Outcome.Refused<Optional<Refusal>>) read).refusal());
    }
}
