package org.sillok.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.evidence.NewFile;
import org.sillok.evidence.StoredFile;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.UploadId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.ObjectKey;
import org.sillok.vault.ObjectWriter;
import org.sillok.vault.StoredObject;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * One deposit while its files arrive. Each file is encrypted as it is read; nothing is visible before
 * {@link #publish()}. Closing it discards whatever was not published. Belongs to one thread.
 */
public final class Deposit implements AutoCloseable {
    private record Received(NewFile file, Draft draft) {}

    private final ItemId item;
    private final SubjectKeys keys;
    private final Instant begun;
    private final Vault vault;
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Randomness randomness;
    private final int maxFiles;
    private final List<Received> received = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private List<UploadId> uploads = List.of();

    Deposit(
            ItemId item,
            SubjectKeys keys,
            Instant begun,
            Vault vault,
            ObjectStore store,
            ObjectWriter writer,
            Randomness randomness,
            int maxFiles) {
        this.item = item;
        this.keys = keys;
        this.begun = begun;
        this.vault = vault;
        this.store = store;
        this.writer = writer;
        this.randomness = randomness;
        this.maxFiles = maxFiles;
    }

    public ItemId item() {
        return item;
    }

    SubjectKeys keys() {
        return keys;
    }

    Instant begun() {
        return begun;
    }

    public List<NewFile> files() {
        return received.stream().map(Received::file).toList();
    }

    /**
     * Takes one file to its end.
     *
     * @return why the file is refused, or empty if it was taken
     * @throws IOException if the source breaks
     */
    public Optional<Refusal> receive(FileName name, MediaType type, ExpectedDigests expected, InputStream source)
            throws IOException {
        if (received.size() == maxFiles) {
            return Optional.of(new Refusal(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "A deposit has at most " + maxFiles + " files; send the rest as versions."));
        }
        if (!names.add(name.value())) {
            return Optional.of(new Refusal(
                    ProblemCode.DUPLICATE_FILE_NAME,
                    "File " + (received.size() + 1) + " has the name of an earlier file."));
        }
        ObjectId object = ObjectId.fresh(randomness);
        ObjectKey key = vault.newObjectKey(keys, object);
        Draft draft = store.draft(StoredObject.nameOf(object));
        boolean taken = false;
        try {
            StoredObject stored = writer.write(key, source, draft);
            Optional<Digest.Algorithm> mismatch = expected.mismatch(stored.sha256(), stored.sha512());
            if (mismatch.isPresent()) {
                return Optional.of(new Refusal(
                        ProblemCode.DIGEST_MISMATCH,
                        "File " + (received.size() + 1) + " arrived with another "
                                + mismatch.get().httpName() + " digest than its header announced."));
            }
            FileFacts facts = new FileFacts(name, type, stored.length(), stored.sha256(), stored.sha512());
            received.add(new Received(
                    new NewFile(
                            new StoredFile(
                                    received.size() + 1, object, facts, stored.cipherLength(), stored.cipherSha256()),
                            key),
                    draft));
            taken = true;
            return Optional.empty();
        } finally {
            if (!taken) {
                draft.close();
            }
        }
    }

    /** The files were read from these uploads: whoever records the deposit uses them up. */
    void uses(List<UploadId> ids) {
        uploads = List.copyOf(ids);
    }

    List<UploadId> uploads() {
        return uploads;
    }

    /** Makes every file durable. After this the objects exist, though no record refers to them yet. */
    void publish() {
        received.forEach(file -> file.draft().publish());
    }

    /**
     * Removes the published files of a deposit that certainly was not recorded. Never called when the transaction's
     * end is unknown: the sweep decides then, from the database.
     */
    void withdraw() {
        received.forEach(
                file -> store.discard(StoredObject.nameOf(file.file().file().object())));
    }

    @Override
    public void close() {
        received.forEach(file -> file.draft().close());
    }
}
