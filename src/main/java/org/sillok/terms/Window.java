package org.sillok.terms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;

/** A time from one instant (included) to another (not included), to the millisecond; null leaves that side open. */
public record Window(@Nullable Instant from, @Nullable Instant until) {
    public static final Window ALWAYS = new Window(null, null);

    /** Throws {@link IllegalArgumentException} for a window that ends before or when it begins. */
    public Window {
        from = from == null ? null : Timestamps.truncate(from);
        until = until == null ? null : Timestamps.truncate(until);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("ends before it begins");
        }
    }

    public static Window from(@Nullable Instant from) {
        return new Window(from, null);
    }

    public static Window until(@Nullable Instant until) {
        return new Window(null, until);
    }

    public boolean has(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
    }

    /** The time that lies in both. Throws {@link IllegalArgumentException} if there is none. */
    public Window and(Window other) {
        boolean beginsLater = other.from != null && (from == null || other.from.isAfter(from));
        boolean endsEarlier = other.until != null && (until == null || other.until.isBefore(until));
        if (!beginsLater && !endsEarlier) {
            return this;
        }
        return new Window(beginsLater ? other.from : from, endsEarlier ? other.until : until);
    }

    /** The longest time around {@code asOf} in which it is as it is then: in this window, before it or after it. */
    Window around(Instant asOf) {
        if (has(asOf)) {
            return this;
        }
        return from != null && asOf.isBefore(from) ? until(from) : from(until);
    }
}
