package org.sillok.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of trusted time. Without authorities nothing is stamped, and the status says so. */
@ConfigMapping(prefix = "sillok.time")
public interface TimeConfig {
    /**
     * The authorities: a name of up to 32 lower-case letters, digits and hyphens, and the address that takes RFC 3161
     * requests. Every one of them is asked to stamp; take at least two that do not depend on each other.
     */
    Map<String, String> authorities();

    /** A PEM file with the certificates that the authorities' certificates lead to. Required with authorities. */
    Optional<Path> roots();

    /** The object identifier of the policy to ask for; without it each authority uses its own default. */
    Optional<String> policy();

    /** How often the newest checkpoint is stamped, if it has grown. */
    @WithDefault("PT1H")
    Duration every();

    /** How long one answer may take altogether, however slowly it arrives. */
    @WithDefault("PT20S")
    Duration timeout();

    /** How many bytes an answer may have; at most 65536. */
    @WithDefault("65536")
    int maxResponse();

    /** How long to wait after failures. */
    Retry retry();

    /** Bounds of the back-off: the wait doubles with each failure in a row. */
    interface Retry {
        @WithDefault("PT15S")
        Duration first();

        @WithDefault("PT30M")
        Duration longest();
    }
}
