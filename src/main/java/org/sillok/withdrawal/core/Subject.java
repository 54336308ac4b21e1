package org.sillok.withdrawal.core;

import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;

/** What is taken back: one consent, one item, or everything that is from one source. */
public record Subject(Kind kind, String id) {
    public Subject {
        Ids.check(kind.prefix, id);
    }

    /** Names are stored: never rename. */
    public enum Kind {
        CONSENT(ConsentId.PREFIX),
        ITEM(ItemId.PREFIX),
        SOURCE(SourceId.PREFIX);

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public static Subject of(ConsentId consent) {
        return new Subject(Kind.CONSENT, consent.value());
    }

    public static Subject of(ItemId item) {
        return new Subject(Kind.ITEM, item.value());
    }

    public static Subject of(SourceId source) {
        return new Subject(Kind.SOURCE, source.value());
    }

    @Override
    public String toString() {
        return id;
    }
}
