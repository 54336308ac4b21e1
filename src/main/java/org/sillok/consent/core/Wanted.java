package org.sillok.consent.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.ConsentState;

/**
 * An event that somebody wants to record.
 *
 * @param narrower whether what it puts in force provably permits no more than what is in force
 * @param lapsed whether what is in force has ended, is to be reviewed, or waits for somebody who came of age
 */
public record Wanted(
        ConsentState state, Instant saidAt, @Nullable ExpressedBy by, boolean narrower, boolean lapsed) {}
