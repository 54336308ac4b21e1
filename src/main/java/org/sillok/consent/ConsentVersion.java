package org.sillok.consent;

import java.time.Instant;
import org.sillok.consent.core.ConsentContent;
import org.sillok.kernel.UserId;

/** One version of a consent. */
public record ConsentVersion(int number, ConsentContent content, UserId recordedBy, Instant recordedAt) {}
