package org.sillok.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How bundles are sealed and kept. */
@ConfigMapping(prefix = "sillok.bundle")
public interface BundleConfig {
    /** How long a sealed bundle is kept for delivery; never longer than the request asks for. */
    @WithDefault("P30D")
    Duration keepFor();

    /**
     * How many bytes of a bundle go into one encrypted message. OpenSSL holds a message in memory as a whole, so a recipient
     * with a small machine needs smaller ones. From 64 KiB to 1 GiB.
     */
    @WithDefault("1073741824")
    long partLength();
}
