package org.sillok.kernel;

import java.time.Instant;

/**
 * A line's place in a list that grows while it is read, and what ends the list: what was recorded from then on is not in it, so
 * that reading it comes to an end.
 *
 * @param until exclusive
 */
public record BoundedPosition(NumberedPosition line, Instant until) {}
