package org.sillok.consent;

import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.Remark;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Relation;

/** To what an item, or one version of it, is to be bound. */
public sealed interface NewBinding {
    @Nullable
    Integer version();

    Relation relation();

    /** To a consent. */
    record ToConsent(@Nullable Integer version, Relation relation, ConsentId consent) implements NewBinding {}

    /** To a public source, which asks nobody. */
    record ToPublicSource(@Nullable Integer version, Relation relation, SourceId source, Remark remark)
            implements NewBinding {}
}
