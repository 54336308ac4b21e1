package org.sillok.fixity.core;

/**
 * Limits a rate: each deed takes its tokens at once, if need be as a debt, and says how long to wait until that is paid.
 * What was not used is saved up to a limit, so that a pause is not followed by a storm. Threads may share it; the
 * clock only goes forward.
 */
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perNano;
    private final double most;
    private double tokens;
    private long last;

    /**
     * @param perSecond how many tokens come in a second
     * @param most how many may be saved
     * @param nanos the clock's reading now; the bucket is full
     */
    public TokenBucket(long perSecond, long most, long nanos) {
        if (perSecond < 1 || most < 1) {
            throw new IllegalArgumentException("a rate is at least 1 a second, and something can be saved");
        }
        this.perNano = perSecond / NANOS;
        this.most = most;
        this.tokens = most;
        this.last = nanos;
    }

    /** Takes {@code count} tokens and returns how many nanoseconds to wait before going on. */
    public synchronized long take(long count, long nanos) {
        long elapsed = Math.max(0, nanos - last);
        last += elapsed;
        tokens = Math.min(most, tokens + elapsed * perNano) - count;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perNano);
    }
}
