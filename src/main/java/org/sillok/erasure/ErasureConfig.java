package org.sillok.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How erasures are carried through. */
@ConfigMapping(prefix = "sillok.erasure")
public interface ErasureConfig {
    /**
     * For how long backups from before an erasure may still have its keys. After that the service removes their containers
     * of keys from the folder that it writes backups into. Environment: {@code SILLOK_ERASURE_BACKUP_PERIOD}.
     */
    @WithDefault("P30D")
    Duration backupPeriod();

    /**
     * How often the service goes on with erasures that something held up, and looks whether a restore has to be replayed:
     * {@code 30s}, {@code PT1M}, or {@code off}. Environment: {@code SILLOK_ERASURE_EVERY}.
     */
    @WithDefault("30s")
    String every();
}
