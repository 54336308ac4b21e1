package org.sillok.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long repetitions of a request are recognised. */
@ConfigMapping(prefix = "sillok.web.idempotency")
public interface IdempotencyConfig {
    /** How long a key stands for the request that it came with. */
    @WithDefault("P7D")
    Duration keepFor();
}
