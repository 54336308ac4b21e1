package org.sillok.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.Sha2;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.RecordedFile;
import org.sillok.custody.StoredStatement;
import org.sillok.fixity.StatedObject;
import org.sillok.fixity.core.Damage;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.StorageException;
import org.sillok.vault.Fixity;
import org.sillok.vault.KeyDestroyedException;
import org.sillok.vault.KeyMissingException;
import org.sillok.vault.KeyUse;
import org.sillok.vault.ObjectDamagedException;
import org.sillok.vault.ObjectKey;
import org.sillok.vault.ObjectReader;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.StoredObject;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Reads every file that statements record: first the bytes as stored against the digest in the statement, then what they
 * decrypt to. Goes by the statements and never by the rows of files, one object at a time, outside of any transaction.
 */
final class ObjectCheck {
    private static final int PAGE = 512;
    private static final int BUFFER = 256 * 1024;
    private static final long BREATH = 64L * 1024 * 1024;
    /** More failures than this are a lost disk, and one statement about all of them says enough. */
    private static final int FAILURES = 10_000;

    private final CustodyInspection custody;
    private final AuditTransactions transactions;
    private final StatementCheck statements;
    private final Vault vault;
    private final ObjectReader reader;
    private final SubjectKeyCache keys;
    private final Findings findings;
    private final Tally tally;
    private final List<FixityFailure> failures = new ArrayList<>();

    ObjectCheck(
            CustodyInspection custody,
            AuditTransactions transactions,
            StatementCheck statements,
            Vault vault,
            ObjectReader reader,
            SubjectKeyCache keys,
            Findings findings,
            Tally tally) {
        this.custody = custody;
        this.transactions = transactions;
        this.statements = statements;
        this.vault = vault;
        this.reader = reader;
        this.keys = keys;
        this.findings = findings;
        this.tally = tally;
    }

    /** The files that failed, to be recorded in their items' streams. */
    List<FixityFailure> failures() {
        return List.copyOf(failures);
    }

    void run() {
        List<StoredStatement> page = page(null);
        while (!page.isEmpty()) {
            for (StoredStatement row : page) {
                statements.withFiles(row).ifPresent(this::check);
            }
            page = page(page.get(page.size() - 1));
        }
    }

    private List<StoredStatement> page(@Nullable StoredStatement last) {
        return transactions.shortly(() -> custody.after(last, PAGE));
    }

    private void check(CheckedStatement statement) {
        RecordedVersion.of(statement).ifPresent(recorded -> {
            for (RecordedFile file : recorded.files()) {
                check(statement, recorded, file);
                tally.files++;
                tally.did(1);
            }
        });
    }

    private void check(CheckedStatement statement, RecordedVersion version, RecordedFile file) {
        Place place = Place.file(version.item(), version.number(), file.number());
        ObjectId object = new ObjectId(file.object());
        try {
            Fixity fixity = reader.check(object, StoredObject.lengthOf(file.length()), file.cipherSha256());
            if (fixity instanceof Fixity.Intact) {
                checkContent(statement, version, file, object);
            } else if (fixity instanceof Fixity.Missing) {
                fail(
                        statement,
                        version,
                        file,
                        FindingCode.OBJECT_MISSING,
                        Damage.MISSING,
                        "there is no object " + object);
            } else if (fixity instanceof Fixity.OtherLength other) {
                String detail = "object " + object + " has " + other.found() + " bytes";
                fail(statement, version, file, FindingCode.OBJECT_ALTERED, Damage.OTHER_LENGTH, detail);
            } else {
                String detail = "object " + object + " has another digest";
                fail(statement, version, file, FindingCode.OBJECT_ALTERED, Damage.OTHER_DIGEST, detail);
            }
        } catch (StorageException | UncheckedIOException e) {
            findings.add(FindingCode.OBJECT_UNREADABLE, place, "object " + object + " cannot be read");
        }
    }

    private void checkContent(CheckedStatement statement, RecordedVersion version, RecordedFile file, ObjectId object) {
        Optional<SubjectKeys> held =
                keys.of(statement.row().kept().keySubject()).filter(found -> found.holds(KeyUse.CONTENT));
        if (held.isEmpty()) {
            return;
        }
        try {
            ObjectKey key = vault.objectKey(held.get(), object);
            if (!isRecorded(key, file)) {
                String detail = "object " + object + " decrypts to other content";
                fail(statement, version, file, FindingCode.CONTENT_ALTERED, null, detail);
            }
            key.wipe();
        } catch (KeyMissingException | KeyDestroyedException e) {
            findings.add(FindingCode.KEY_MISSING, Place.keys(object.value()), "the key of the object is gone");
        } catch (SealBrokenException e) {
            findings.add(FindingCode.KEY_ALTERED, Place.keys(object.value()), "the key of the object does not open");
        } catch (ObjectDamagedException e) {
            String detail = "object " + object + " does not decrypt";
            fail(statement, version, file, FindingCode.CONTENT_ALTERED, null, detail);
        }
    }

    private boolean isRecorded(ObjectKey key, RecordedFile file) {
        MessageDigest sha256 = Sha2.newSha256();
        MessageDigest sha512 = Sha2.newSha512();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long length = 0;
        long breath = BREATH;
        try (SeekableByteChannel content = reader.open(key, file.length())) {
            while (content.read(buffer) >= 0) {
                length += buffer.flip().remaining();
                sha256.update(buffer.duplicate());
                sha512.update(buffer);
                buffer.clear();
                if (length >= breath) {
                    tally.did(0);
                    breath = length + BREATH;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tally.bytes += length;
        return length == file.length()
                && Digest.sha256(sha256.digest()).equals(file.sha256())
                && Digest.sha512(sha512.digest()).equals(file.sha512());
    }

    private void fail(
            CheckedStatement statement,
            RecordedVersion version,
            RecordedFile file,
            FindingCode code,
            @Nullable Damage damage,
            String detail) {
        findings.add(code, Place.file(version.item(), version.number(), file.number()), detail);
        // A statement that was altered says nothing about the bytes: they may be right. The finding stands.
        if (failures.size() < FAILURES && statements.isGenuine(statement)) {
            StatedObject object = new StatedObject(
                    version.item(),
                    statement.row().owner(),
                    version.number(),
                    file.number(),
                    new ObjectId(file.object()),
                    StoredObject.lengthOf(file.length()),
                    file.cipherSha256());
            failures.add(new FixityFailure(object, code, damage));
        }
    }
}
