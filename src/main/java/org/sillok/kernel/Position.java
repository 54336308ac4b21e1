package org.sillok.kernel;

import java.time.Instant;

/** A line's place in a list that is ordered by time and, for equal times, by identifier. */
public record Position(Instant time, String id) {}
