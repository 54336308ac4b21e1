package org.sillok.kernel;

import java.time.Instant;

/** A line's place in a list that is ordered by time, for equal times by identifier, and for both equal by number. */
public record NumberedPosition(Instant time, String id, long number) {}
