package org.sillok.evidence;

import java.util.Set;
import org.sillok.terms.Action;
import org.sillok.terms.Part;

/** What the owner's own staff does with an item, in the words of terms. */
public enum Use {
    /** Learn that it is there. What may not even be discovered is answered like what does not exist. */
    DISCOVER(Set.of(Action.DISCOVER), Part.METADATA),
    /** Read or correct what is said about it, its versions and its files. */
    READ_METADATA(Set.of(Action.INSPECT), Part.METADATA),
    /** Read its statements and receipts. */
    READ_CUSTODY(Set.of(Action.INSPECT), Part.CUSTODY),
    /** Take the bytes. Nobody can look at them through this service without receiving a copy. */
    READ_CONTENT(Set.of(Action.INSPECT, Action.COPY), Part.CONTENT),
    /** Make a translation of it. */
    TRANSLATE(Set.of(Action.INSPECT, Action.TRANSLATE), Part.CONTENT);

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Action> actions;

    private final Part part;

    Use(Set<Action> actions, Part part) {
        this.actions = actions;
        this.part = part;
    }

    /** All that has to be permitted. */
    public Set<Action> actions() {
        return actions;
    }

    /** On which part. */
    public Part part() {
        return part;
    }
}
