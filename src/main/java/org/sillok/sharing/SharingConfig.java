package org.sillok.sharing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When decisions about releases do not trust the service's clock. */
@ConfigMapping(prefix = "sillok.sharing")
public interface SharingConfig {
    /** By how much the clock may be behind the newest time that a time-stamp proves; from PT0S to P1D. */
    @WithDefault("PT5M")
    Duration clockLimit();
}
