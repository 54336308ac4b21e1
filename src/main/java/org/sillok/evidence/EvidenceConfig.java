package org.sillok.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long answers about items wait for the log. */
@ConfigMapping(prefix = "sillok.evidence")
public interface EvidenceConfig {
    /** How long a change waits for its durable log index before it is answered without one. */
    @WithDefault("PT5S")
    Duration indexWait();
}
