package org.sillok.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of deposits. */
@ConfigMapping(prefix = "sillok.intake")
public interface IntakeConfig {
    /** Largest body of one deposit. */
    @WithDefault("20G")
    MemorySize maxDepositSize();

    /** Most files in one deposit. */
    @WithDefault("100")
    int maxFiles();

    /**
     * How old an unrecorded object must be to be swept. A deposit that takes longer than half of this is refused, so
     * the sweep never meets one under way.
     */
    @WithDefault("PT48H")
    Duration leftoverAge();
}
