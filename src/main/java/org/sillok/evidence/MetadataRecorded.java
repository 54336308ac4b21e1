package org.sillok.evidence;

import org.sillok.kernel.ItemId;

/** Fired in the transaction that records an item or corrects what is said about it. */
public record MetadataRecorded(ItemId item) {}
