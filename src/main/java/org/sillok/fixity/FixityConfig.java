package org.sillok.fixity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of fixity. */
@ConfigMapping(prefix = "sillok.fixity")
public interface FixityConfig {
    /** Whether this process reads what is stored in the background. Of several replicas that do, one works at a time. */
    @WithDefault("true")
    boolean enabled();

    /** How many MiB are read a second at most, of all copies together. */
    @WithDefault("20")
    int rate();

    /** How long after the beginning of one round the next one begins. */
    @WithDefault("P7D")
    Duration every();

    /**
     * The mark of a replica that was exchanged for another one, which is filled from the beginning then. Says nothing about
     * any other mark, so it may stay.
     */
    Optional<String> replicaGivenUp();
}
