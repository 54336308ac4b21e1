package org.sillok.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Times of requests for sharing. */
@ConfigMapping(prefix = "sillok.request")
public interface RequestConfig {
    /** How long is waited for the answer to a consultation; never longer than the request waits for replies. */
    @WithDefault("P14D")
    Duration consultation();

    /** The longest time for which something can be asked for. */
    @WithDefault("P3650D")
    Duration longest();
}
