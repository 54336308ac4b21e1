package org.sillok.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A replica that lies in what it copies is none: one lost disk or one wrong deletion would take both. */
final class ReplicaSettingsCheck {
    private ReplicaSettingsCheck() {}

    /** Both S3 settings have passed {@link S3SettingsCheck}. */
    static void requireApart(StorageConfig config, S3Config evidence, ReplicaS3Config replica) {
        Optional<Path> directory = config.replicaDirectory();
        require(
                directory.isEmpty() || replica.endpoint().isEmpty(),
                "sillok.storage.replica.directory and sillok.storage.replica.s3.endpoint are both set: keep one.");
        if (directory.isPresent() && evidence.endpoint().isEmpty()) {
            for (Path other : List.of(config.directory(), config.stagingDirectory())) {
                require(
                        !overlap(directory.get(), other),
                        "sillok.storage.replica.directory lies within another directory of objects, or the other way"
                                + " round: name one apart, on other disks.");
            }
        }
        boolean sameService =
                replica.endpoint().isPresent() && replica.endpoint().equals(evidence.endpoint());
        require(
                !sameService
                        || (!replica.bucket().equals(evidence.bucket())
                                && !replica.bucket().equals(evidence.stagingBucket())),
                "sillok.storage.replica.s3.bucket is one of the buckets of sillok.storage.s3: name another one, best of"
                        + " another service.");
    }

    private static boolean overlap(Path one, Path other) {
        Path first = real(one);
        Path second = real(other);
        return first.startsWith(second) || second.startsWith(first);
    }

    /** Without links, as far as it exists. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        for (Path there = whole; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(whole));
            } catch (IOException e) {
                // Not made yet, or not to be looked at: what is above it tells.
            }
        }
        return whole;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new StorageSettingException(message);
        }
    }
}
