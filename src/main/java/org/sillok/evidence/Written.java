package org.sillok.evidence;

import org.sillok.custody.Recorded;

/** What a change made: the item as it is now and the statement that records the change. */
public record Written(Item item, Recorded statement) {}
