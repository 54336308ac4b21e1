package org.sillok.recall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the recall list is published, and how silence is followed up. */
@ConfigMapping(prefix = "sillok.recall")
public interface RecallConfig {
    /** How long a recall list holds; by then there is a newer one. */
    @WithDefault("P7D")
    Duration listHolds();

    /** After which time a list is issued anew even if nothing was called back; shorter than it holds. */
    @WithDefault("PT24H")
    Duration listEvery();

    /** How often it is said again that the time to answer a notice is over. */
    @WithDefault("P7D")
    Duration repeatOverdue();

    /**
     * How often the service looks for notices that nobody answered and for lists that have to be issued: {@code 60s},
     * {@code PT5M}, or {@code off}. Environment: {@code SILLOK_RECALL_EVERY}.
     */
    @WithDefault("60s")
    String every();
}
