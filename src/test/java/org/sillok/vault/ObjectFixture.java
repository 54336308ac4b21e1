package org.sillok.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.storage.Draft;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/** Objects under fresh keys in a store under a temporary directory. */
final class ObjectFixture {
    static final Randomness RANDOMNESS = length -> {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    };

    private ObjectFixture() {}

    static ObjectStore store(Path directory) {
        return new FileSystemObjectStore(directory, Clock.systemUTC());
    }

    static ObjectWriter writer(int digestThreads) {
        return new ObjectWriter(new FileVaultSettings(Path.of("unused"), digestThreads));
    }

    static ObjectKey freshKey() {
        return freshKey("itm_subject");
    }

    static ObjectKey freshKey(String subject) {
        return new ObjectKey(subject, ObjectId.fresh(RANDOMNESS), RANDOMNESS.bytes(32), Bytes.of(new byte[60]));
    }

    /** The same key bytes for another subject or object. */
    static ObjectKey transplanted(ObjectKey key, String subject, ObjectId object) {
        return new ObjectKey(subject, object, key.key(), key.wrapped());
    }

    static StoredObject stored(ObjectStore store, ObjectKey key, byte[] plain) throws IOException {
        return stored(store, key, new ByteArrayInputStream(plain));
    }

    static StoredObject stored(ObjectStore store, ObjectKey key, InputStream plain) throws IOException {
        try (Draft draft = store.draft(ObjectName.of(key.object()))) {
            StoredObject stored = writer(0).write(key, plain, draft);
            draft.publish();
            return stored;
        }
    }

    static byte[] plain(int length) {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        return plain;
    }
}
