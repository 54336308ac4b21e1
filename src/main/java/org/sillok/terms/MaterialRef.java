package org.sillok.terms;

import java.util.Comparator;
import org.sillok.kernel.ItemId;

/** One version of an item: its id and number, from 1. */
public record MaterialRef(ItemId item, int version) implements Comparable<MaterialRef> {
    private static final Comparator<MaterialRef> ORDER =
            Comparator.<MaterialRef, String>comparing(ref -> ref.item.value()).thenComparing(MaterialRef::version);

    public MaterialRef {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    @Override
    public int compareTo(MaterialRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return item + "/" + version;
    }
}
