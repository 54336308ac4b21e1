package org.sillok.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Optional;

/** Where objects are kept. */
@ConfigMapping(prefix = "sillok.storage")
public interface StorageConfig {
    /** The directory of the object store: a POSIX file system with hard links, not shared with anything else. */
    @WithDefault("${sillok.data-dir:data}/objects")
    Path directory();

    /** The directory of what is not evidence yet ({@link Staging}): the same, and neither within the other. */
    @WithDefault("${sillok.data-dir:data}/staging")
    Path stagingDirectory();

    /** The directory of the replica, if it is one: on other disks, and apart from both. */
    @WithName("replica.directory")
    Optional<Path> replicaDirectory();
}
