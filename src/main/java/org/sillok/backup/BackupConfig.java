package org.sillok.backup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where backups go, and what protects them. */
@ConfigMapping(prefix = "sillok.backup")
public interface BackupConfig {
    /**
     * The folder that the running service writes backups into, each into a directory of its own in there. Without it the
     * running service makes none. Environment: {@code SILLOK_BACKUP_DIRECTORY}.
     */
    Optional<Path> directory();

    /**
     * A file with the passphrase that backups are encrypted under, readable by its owner only. There is no default: a
     * passphrase that lay beside the backup would protect nothing. Environment: {@code SILLOK_BACKUP_PASSPHRASE_FILE}.
     */
    Optional<Path> passphraseFile();

    /** How old the last complete backup may be until {@code /q/health/well} says that it is not; without it, anything. */
    Optional<Duration> maxAge();

    /** The way to the database as its owner. */
    Database database();

    /** A direct connection to PostgreSQL, as the role that runs the migrations: it sees all rows. */
    interface Database {
        /** Its address; default: that of the service. */
        @WithDefault("${quarkus.datasource.jdbc.url}")
        String url();

        /** The owner role; default: the one that runs the migrations. */
        @WithDefault("${quarkus.flyway.username:}")
        Optional<String> username();

        /** Its password. */
        @WithDefault("${quarkus.flyway.password:}")
        Optional<String> password();
    }
}
