package org.sillok.bundle;

import org.sillok.bundle.core.BundleState;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;

/** A bundle as a line of a list. */
public record ListedBundle(
        BundleId id, PartyId recipient, RequestId request, int revision, BundleState state, SeenBundle.Times times) {}
