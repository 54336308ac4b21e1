package org.sillok.review.core;

import java.time.Instant;

/**
 * Something to ask somebody about; no proof of anything.
 *
 * @param from the first of what was counted
 * @param until the last of what was counted
 * @param count how much it was
 * @param limit from how much on it is out of the ordinary
 */
public record Anomaly(AnomalyKind kind, String user, Instant from, Instant until, int count, int limit) {}
