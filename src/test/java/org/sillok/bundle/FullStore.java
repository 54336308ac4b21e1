package org.sillok.bundle;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageFullException;

/** A store that has room for some parts of a bundle and no more. Reading and deleting go on, as on a full disk. */
final class FullStore {
    private final AtomicInteger parts = new AtomicInteger();
    private final ObjectStore store;

    /** {@code full}: which part finds no room; the first is 1. */
    FullStore(ObjectStore real, int full) {
        store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    boolean part = method.getName().equals("draft")
                            && ((ObjectName) arguments[0]).value().startsWith("bundle/");
                    if (part && parts.incrementAndGet() >= full) {
                        throw new StorageFullException(new IOException("No space left on device"));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    ObjectStore store() {
        return store;
    }

    /** How many parts were begun, the one without room included. */
    int parts() {
        return parts.get();
    }
}
