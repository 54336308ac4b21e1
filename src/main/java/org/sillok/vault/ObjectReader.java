package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.function.IntConsumer;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;

/** Reads stored objects. What it gives out is authenticated; what was altered is refused where it is met. */
@ApplicationScoped
public class ObjectReader {
    private final ObjectStore store;

    public ObjectReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * Opens an object for reading at any position. Every byte read is authenticated; the whole is not (see
     * {@link #read}). The channel throws {@link ObjectDamagedException} at an altered segment.
     *
     * @param length of the plain bytes, as recorded: a stored object of another length is refused
     */
    public SeekableByteChannel open(ObjectKey key, long length) {
        ObjectId object = key.object();
        SeekableByteChannel stored = stored(object);
        try {
            if (stored.size() != ObjectCipher.storedLength(length)) {
                throw new IOException("not the recorded length");
            }
            return new PlainChannel(object, ObjectCipher.decrypt(key, stored));
        } catch (IOException e) {
            close(stored);
            throw new ObjectDamagedException(object, "it cannot be opened", e);
        } catch (RuntimeException e) {
            close(stored);
            throw e;
        }
    }

    /**
     * Reads a whole object and checks it: the last portion is held back until the digest of everything is verified,
     * so who counts the bytes never takes an altered file for a whole one. The stream throws
     * {@link ObjectDamagedException} instead of its end.
     */
    public InputStream read(ObjectKey key, long length, Digest sha256) {
        return new VerifiedStream(key.object(), open(key, length), sha256);
    }

    /** Compares the stored bytes with what was recorded about them. Needs no key. */
    public Fixity check(ObjectId object, long cipherLength, Digest cipherSha256) {
        return check(object, cipherLength, cipherSha256, count -> {});
    }

    /** The same; {@code pace} is told how many bytes came with each small read, and may wait, or throw to end it. */
    public Fixity check(ObjectId object, long cipherLength, Digest cipherSha256, IntConsumer pace) {
        try (SeekableByteChannel stored = store.open(ObjectName.of(object))) {
            if (stored.size() != cipherLength) {
                return new Fixity.OtherLength(stored.size());
            }
            return digest(stored, pace).equals(cipherSha256) ? new Fixity.Intact() : new Fixity.OtherDigest();
        } catch (NoSuchObjectException e) {
            return new Fixity.Missing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Digest digest(SeekableByteChannel stored, IntConsumer pace) throws IOException {
        MessageDigest sha256 = Sha2.newSha256();
        ByteBuffer buffer = ByteBuffer.allocate(4 * ObjectCipher.SEGMENT);
        for (int count = stored.read(buffer); count >= 0; count = stored.read(buffer)) {
            sha256.update(buffer.flip());
            buffer.clear();
            pace.accept(count);
        }
        return Digest.sha256(sha256.digest());
    }

    private static void close(SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException | StorageException e) {
            // What brought us here matters more.
        }
    }

    private SeekableByteChannel stored(ObjectId object) {
        try {
            return store.open(ObjectName.of(object));
        } catch (NoSuchObjectException e) {
            throw new ObjectDamagedException(object, "it is missing", e);
        }
    }
}
