package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.sillok.crypto.Sha2;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.kernel.Digest;
import org.sillok.storage.Draft;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.vault.Fixity;
import org.sillok.vault.ObjectReader;
import org.sillok.vault.StoredObject;

/**
 * Reads a copy of an object in full and says what is wrong with it, and makes one copy from the other. What the store
 * does not hand out is a {@link org.sillok.storage.StorageException} or {@link UncheckedIOException} and says nothing
 * about the copy.
 */
@ApplicationScoped
class Copies {
    private static final int BUFFER = 256 * 1024;
    // A run of the log's records.
    private static final int LARGEST_SMALL = 64 * 1024 * 1024;

    private final Map<Copy, ObjectStore> stores = new EnumMap<>(Copy.class);

    Copies(ObjectStore evidence, ReplicaStore replica) {
        stores.put(Copy.EVIDENCE, evidence);
        replica.store().ifPresent(store -> stores.put(Copy.REPLICA, store));
    }

    /** Whether there are such copies. */
    boolean has(Copy copy) {
        return stores.containsKey(copy);
    }

    /** The counts of copies that there are: nobody can repair what is not configured any more. */
    Map<Copy, Long> configured(Map<Copy, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> has(count.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The store of such copies; there is one. */
    ObjectStore store(Copy copy) {
        return Optional.ofNullable(stores.get(copy))
                .orElseThrow(() -> new IllegalStateException("there is no store for this copy"));
    }

    /** Empty if the copy is what was recorded. */
    Optional<Damage> check(StatedObject object, Copy copy, IntConsumer pace) {
        Fixity fixity = new ObjectReader(store(copy))
                .check(object.object(), object.storedLength(), object.cipherSha256(), pace);
        if (fixity instanceof Fixity.Intact) {
            return Optional.empty();
        } else if (fixity instanceof Fixity.Missing) {
            return Optional.of(Damage.MISSING);
        }
        return Optional.of(fixity instanceof Fixity.OtherLength ? Damage.OTHER_LENGTH : Damage.OTHER_DIGEST);
    }

    /**
     * Writes what {@code from} has to the draft, and publishes it if it is what was recorded.
     *
     * @return what is wrong with {@code from}; nothing is published then
     */
    Optional<Damage> publish(StatedObject object, Copy from, Draft draft, IntConsumer pace) {
        MessageDigest digest = Sha2.newSha256();
        try (SeekableByteChannel source = store(from).open(StoredObject.nameOf(object.object()))) {
            if (source.size() != object.storedLength()) {
                return Optional.of(Damage.OTHER_LENGTH);
            }
            OutputStream body = draft.body();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                digest.update(buffer.array(), 0, count);
                body.write(buffer.array(), 0, count);
                buffer.clear();
                pace.accept(count);
            }
            if (!Digest.sha256(digest.digest()).equals(object.cipherSha256())) {
                return Optional.of(Damage.OTHER_DIGEST);
            }
            body.close();
            draft.publish();
            return Optional.empty();
        } catch (NoSuchObjectException e) {
            return Optional.of(Damage.MISSING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of an object that is not a file; empty if there is none, or it is larger than any of them. */
    static Optional<byte[]> small(ObjectStore store, ObjectName name) {
        try (SeekableByteChannel channel = store.open(name)) {
            if (channel.size() > LARGEST_SMALL) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until it is full.
            }
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(bytes.array());
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
