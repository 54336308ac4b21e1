package org.sillok.review;

import org.sillok.kernel.PartyId;
import org.sillok.review.core.Anomaly;

/** What is out of the ordinary, and whose person it is about. */
public record PartyAnomaly(PartyId party, Anomaly anomaly) {}
