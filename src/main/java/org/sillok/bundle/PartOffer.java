package org.sillok.bundle;

import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.storage.ObjectName;

/** A part of a bundle that may be sent now, because it was just decided. */
public record PartOffer(BundleId bundle, int number, ObjectName object, long length, Digest sha256, Digest sha512) {}
