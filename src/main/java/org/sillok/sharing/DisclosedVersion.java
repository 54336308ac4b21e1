package org.sillok.sharing;

import java.time.Instant;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;

/** That a version left in a bundle. What leaves does not come back: it stays so whatever becomes of the bundle. */
public record DisclosedVersion(BundleId bundle, MaterialRef version, PartyId recipient, Instant at) {}
