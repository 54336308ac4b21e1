package org.sillok.evidence;

import java.util.Collection;
import org.sillok.kernel.ItemId;

/**
 * What is being erased, by agreement of two persons who have read a list: nobody adds to it by making something from it. Room
 * {@code erasure} fills this.
 */
public interface ErasuresUnderWay {
    /** Whether one of these items is in an erasure that was confirmed and has not ended. Joins the caller's transaction. */
    boolean anyOf(Collection<ItemId> items);
}
