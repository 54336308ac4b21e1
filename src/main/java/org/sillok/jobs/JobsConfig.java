package org.sillok.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How jobs are run. */
@ConfigMapping(prefix = "sillok.jobs")
public interface JobsConfig {
    /** How many jobs one replica runs at a time. 0: none, others do. */
    @WithDefault("2")
    int concurrency();

    /** For how long a replica holds a job that it runs without renewing its hold; after that another takes over. */
    @WithDefault("PT30S")
    Duration lease();

    /** How often a replica renews its holds; well below {@link #lease}. */
    @WithDefault("PT5S")
    Duration heartbeat();

    /** How often a job is started before it is given up. */
    @WithDefault("5")
    int maxAttempts();
}
