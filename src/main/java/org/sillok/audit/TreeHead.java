package org.sillok.audit;

import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Place;
import org.sillok.kernel.Digest;

/** A claim that the tree of a size has a root; {@code code} is what it means if the stored tree says otherwise. */
record TreeHead(Place place, long size, Digest root, FindingCode code, String detail) {}
