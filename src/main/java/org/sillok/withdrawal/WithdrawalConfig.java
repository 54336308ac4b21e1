package org.sillok.withdrawal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Times of withdrawals. */
@ConfigMapping(prefix = "sillok.withdrawal")
public interface WithdrawalConfig {
    /** By when those who have the material are asked to answer, if the withdrawal does not say it. */
    @WithDefault("P14D")
    Duration respondWithin();

    /** The longest time that a withdrawal can give them. */
    @WithDefault("P365D")
    Duration longest();
}
