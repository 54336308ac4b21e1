package org.sillok.terms;

import org.sillok.kernel.SourceId;

/** Whose material it is: bound to what a source said, or to a source that was public. */
public sealed interface Binding {
    Relation relation();

    record ToConsent(Relation relation, Consent consent) implements Binding {}

    /** Nobody to ask. Does not permit to contact anybody. */
    record ToPublicSource(Relation relation, SourceId source) implements Binding {}
}
