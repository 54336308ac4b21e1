package org.sillok.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Set;

/**
 * Names the reason of a file system's failure. The JDK hides {@code errno}: it gives a type for a few codes and the C
 * library's text, in the language of the process, for the rest. So the type decides first, then the text, then the
 * state of the file system itself, which knows no language.
 */
final class StorageFault {
    private static final Set<String> FULL = Set.of("No space left on device", "Disk quota exceeded");
    private static final Set<String> READ_ONLY =
            Set.of("Read-only file system", "Permission denied", "Operation not permitted");
    private static final long ALMOST_NOTHING = 64 * 1024;

    private final Path root;

    StorageFault(Path root) {
        this.root = root;
    }

    /** The refusal to throw for a failed write. */
    StorageException writing(Exception cause) {
        if (cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || says(cause, READ_ONLY)) {
            return new StorageReadOnlyException(cause);
        }
        if (says(cause, FULL)) {
            return new StorageFullException(cause);
        }
        return fromState(cause);
    }

    /** The refusal to throw for a failed read: lack of room is not its cause. */
    StorageException reading(Exception cause) {
        return new StorageUnavailableException(cause);
    }

    private StorageException fromState(Exception cause) {
        try {
            FileStore store = Files.getFileStore(root);
            if (store.isReadOnly()) {
                return new StorageReadOnlyException(cause);
            }
            if (store.getUsableSpace() < ALMOST_NOTHING) {
                return new StorageFullException(cause);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new StorageUnavailableException(cause);
    }

    private static boolean says(Exception cause, Set<String> texts) {
        String message = cause.getMessage();
        return message != null && texts.stream().anyMatch(message::endsWith);
    }
}
