package org.sillok.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the transparency log. */
@ConfigMapping(prefix = "sillok.log")
public interface LogConfig {
    /**
     * The log's name: a bare host name, for ever part of every checkpoint. Without it the newest log of the database goes
     * on, and an empty database begins one with a random name.
     */
    Optional<String> origin();

    /** The file with the log's Ed25519 key: PKCS#8 PEM, encrypted. Made when a log begins. */
    @WithDefault("${sillok.data-dir:data}/keys/log.key")
    Path keyFile();

    /** The file with the log's ML-DSA-44 key: PKCS#8 PEM, encrypted. Made when a log begins. */
    @WithDefault("${sillok.data-dir:data}/keys/log-post-quantum.key")
    Path postQuantumKeyFile();

    /**
     * The folder, outside the data directory and its backups, that keeps the newest checkpoint ever signed here. It is
     * what notices that the database and the object store were set back together.
     */
    @WithDefault("${user.home}/.local/state/sillok")
    Path highWaterMark();

    /** Whether this process may number and sign. Exactly one of those that may does at any time. */
    @WithDefault("true")
    boolean lead();

    /**
     * How long a leader may be silent before PostgreSQL ends its session and another process takes over. A process that is
     * paused keeps its connection, and with it the lead, until then.
     */
    @WithDefault("PT10S")
    Duration lease();

    /** How often a leader that refuses to number and sign looks whether its reason has gone. */
    @WithDefault("PT10S")
    Duration recheck();

    /**
     * How long the leader waits after a commit for those of other transactions of its process that are under way, to number
     * them together; at most 5 ms make sense.
     */
    @WithDefault("PT0.001S")
    Duration linger();

    /** How often the tree grows and a checkpoint is signed. */
    @WithDefault("PT0.15S")
    Duration integrateEvery();

    /** How many entries are numbered, or added to the tree, in one step at most. */
    @WithDefault("4096")
    int batch();

    /** The leader's own way to the database, past the pool and past any connection pooler. */
    Database database();

    /** A direct connection to PostgreSQL. */
    interface Database {
        /** Its address; default: that of the service. */
        @WithDefault("${quarkus.datasource.jdbc.url}")
        String url();

        /** The role; default: the one that the service works as. */
        @WithDefault("${quarkus.datasource.username}")
        String username();

        /** The role's password. */
        @WithDefault("${quarkus.datasource.password}")
        String password();
    }
}
