package org.sillok.vault;

import java.util.Arrays;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;

/**
 * The key of one stored object, in memory and wrapped by its subject's content key. Holds a secret: keep it for one
 * use case.
 */
public final class ObjectKey {
    private final String subject;
    private final ObjectId object;
    private final byte[] key;
    private final Bytes wrapped;

    ObjectKey(String subject, ObjectId object, byte[] key, Bytes wrapped) {
        this.subject = subject;
        this.object = object;
        this.key = key;
        this.wrapped = wrapped;
    }

    public String subject() {
        return subject;
    }

    public ObjectId object() {
        return object;
    }

    /** Overwrites the key bytes. Using the key afterwards is an error. */
    public void wipe() {
        Arrays.fill(key, (byte) 0);
    }

    byte[] key() {
        return key;
    }

    /** The key wrapped by its subject's content key: what may be stored. */
    public Bytes wrapped() {
        return wrapped;
    }

    @Override
    public String toString() {
        return "ObjectKey[" + object + "]";
    }
}
