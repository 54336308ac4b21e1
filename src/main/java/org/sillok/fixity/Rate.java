package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.fixity.core.TokenBucket;

/** How fast this process reads: what all its background threads take from together. */
@ApplicationScoped
class Rate {
    private static final long MEBIBYTE = 1024L * 1024;
    // What may be saved up: a tenth of a second's worth, so that small files do not wait one by one.
    private static final int SHARE = 10;

    private final TokenBucket bucket;

    Rate(FixityConfig config) {
        // What cannot be used is refused at the start, perhaps later than this.
        long bytes = Math.max(1, config.rate()) * MEBIBYTE;
        this.bucket = new TokenBucket(bytes, bytes / SHARE, System.nanoTime());
    }

    TokenBucket bucket() {
        return bucket;
    }
}
