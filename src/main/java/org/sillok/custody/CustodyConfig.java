package org.sillok.custody;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Keys and sessions of custody statements. */
@ConfigMapping(prefix = "sillok.custody")
public interface CustodyConfig {
    /** The P-256 key that signs statements, as PKCS#8 PEM. Made on first use, readable by its owner only. */
    @WithDefault("${sillok.data-dir}/keys/statement.key")
    Path keyFile();

    /** How long repeated reads of one thing by one caller for one purpose count as one. */
    @WithDefault("PT15M")
    Duration readingSession();
}
