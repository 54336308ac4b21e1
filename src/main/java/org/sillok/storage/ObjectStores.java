package org.sillok.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens stores outside of the running service, for commands that need nothing else of it. */
public final class ObjectStores {
    private ObjectStores() {}

    /**
     * The store for evidence: the bucket if one is configured, otherwise the directory.
     *
     * @throws StorageSettingException if the settings cannot be used
     */
    public static ObjectStore evidence(Path directory, S3Config s3, Clock clock) {
        return S3SettingsCheck.isUsed(s3)
                ? new S3Stores(s3, clock).evidence()
                : new FileSystemObjectStore(directory, clock);
    }

    /**
     * The store for what is not evidence yet, if that is a bucket.
     *
     * @throws StorageSettingException if the settings cannot be used
     */
    public static Optional<ObjectStore> stagingBucket(S3Config s3, Clock clock) {
        return S3SettingsCheck.isUsed(s3) ? Optional.of(new S3Stores(s3, clock).staging()) : Optional.empty();
    }

    /**
     * The replica, if one is configured.
     *
     * @throws StorageSettingException if the settings cannot be used
     */
    public static Optional<ObjectStore> replica(Optional<Path> directory, S3Settings s3, Clock clock) {
        return S3SettingsCheck.isUsed(s3)
                ? Optional.of(new S3Stores(s3, clock).evidence())
                : directory.map(path -> new FileSystemObjectStore(path, clock));
    }
}
