package org.sillok.agreement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.EventKind;
import org.sillok.custody.core.Fact;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;

/**
 * Something that happens to a version.
 *
 * @param party whose signature it is, or for whom it is done; null if it is nobody's in particular
 * @param details what else is to be said, kept sealed
 * @param facts what the custody statement says of it besides
 */
record Happening(EventKind kind, int version, @Nullable PartyId party, JsonObject details, List<Fact> facts) {
    Happening {
        facts = List.copyOf(facts);
    }

    static Happening of(EventKind kind, int version) {
        return new Happening(kind, version, null, JsonObject.builder().build(), List.of());
    }

    Happening and(Fact fact) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(fact);
        return new Happening(kind, version, party, details, more);
    }

    /** The event is not spelt out: it may name people. */
    @Override
    public String toString() {
        return kind + "/" + version;
    }
}
