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

    /**
     * Whether this process has checkpoints stamped. Commands that only read or rebuild do not; of several replicas that do,
     * one works at a time.
     */
    @WithDefault("true")
    boolean work();

    /** A PEM file with the certificates that the authorities' certificates lead to. Required with authorities. */
    Optional<Path> roots();

    /** The object identifier of the policy to ask for; without it each authority uses its own default. */
    Optional<String> policy();

    /** How often the newest checkpoint is stamped, if it has grown. */
    @WithDefault("PT1H")
    Duration every();

    /**
     * How long one answer may take altogether, however slowly it arrives. All revocation lists of a token together may take
     * twice as long.
     */
    @WithDefault("PT20S")
    Duration timeout();

    /** How many bytes an answer may have; at most 65536. */
    @WithDefault("65536")
    int maxResponse();

    /** How many bytes a revocation list may have; at most 16777216. A longer one is not fetched, and that is visible. */
    @WithDefault("2097152")
    int maxRevocationList();

    /**
     * Whether certificates may name revocation lists at addresses of this machine or of a private network. An authority's
     * certificate must not decide what is asked for behind a firewall; the authorities' own addresses are the operator's
     * choice and always allowed.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** How long to wait after failures. */
    Retry retry();

    /** Bounds of the back-off: the wait doubles with each failure in a row. */
    interface Retry {
        /** After the first failure. */
        @WithDefault("PT15S")
        Duration first();

        /** At most. */
        @WithDefault("PT30M")
        Duration longest();
    }
}
