package org.sillok.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of resumable uploads. */
@ConfigMapping(prefix = "sillok.upload")
public interface UploadConfig {
    /** Largest upload. */
    @WithDefault("20G")
    MemorySize maxSize();

    /** How long an upload is kept after its last byte has arrived. */
    @WithDefault("P7D")
    Duration expiry();

    /** Most uploads of one organisation at a time, finished ones included. */
    @WithDefault("1000")
    int maxOpen();

    /** What is recorded at once: at most this much is sent again after the line broke with the service itself. */
    @WithDefault("16M")
    MemorySize segmentSize();

    /** On slow lines, how long bytes may arrive before they are recorded. */
    @WithDefault("PT10S")
    Duration segmentTime();

    /** Most segments of one upload, and of all that one deposit or one final upload is made from. */
    @WithDefault("100000")
    int maxSegments();

    /**
     * How old an object of no upload must be to be swept. A request whose bytes are recorded only at its end is refused
     * when it takes longer than half of this.
     */
    @WithDefault("PT24H")
    Duration leftoverAge();
}
