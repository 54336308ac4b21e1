package org.sillok.terms;

import java.util.Set;

/** In which capacity somebody asks. Names are stored: never rename. */
public enum Profile {
    /** Another organisation: needs consent and agreement. */
    RECIPIENT(Set.of(Action.values())),
    /** The owning organisation's own staff: needs no agreement and no permission; what is forbidden stays forbidden. */
    OWNER(Set.of(Action.DISCOVER, Action.INSPECT, Action.COPY, Action.TRANSLATE, Action.CONTACT_SOURCE, Action.RETAIN)),
    /** The repository itself: keeping, checking, indexing. */
    SYSTEM(Set.of(Action.DISCOVER, Action.INSPECT, Action.RETAIN));

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Action> actions;

    Profile(Set<Action> actions) {
        this.actions = actions;
    }

    /** All that may be asked in this capacity. */
    public Set<Action> actions() {
        return actions;
    }
}
