package org.sillok.consent.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Majority;
import org.sillok.terms.Scope;
import org.sillok.terms.UnreadableClause;
import org.sillok.terms.Window;

/** Consents as decisions take them. What cannot be read forbids everything. */
public final class Standings {
    private static final List<Clause> UNREADABLE = List.of(new UnreadableClause(new ClauseId("unreadable")));

    private Standings() {}

    /**
     * A consent in the version and state that is recorded.
     *
     * @param content what the version that the standing names says; null if it could not be read, or none is named
     */
    public static Consent instrument(String id, SourceId source, Standing standing, @Nullable ConsentContent content) {
        Integer version = standing.version();
        InstrumentRef ref = new InstrumentRef(id, version == null ? 1 : version);
        if (version == null && !standing.permits()) {
            return consent(ref, source, standing.state(), List.of());
        }
        if (content == null) {
            return consent(ref, source, standing.state(), UNREADABLE);
        }
        Minority minority = content.minority();
        return new Consent(
                ref,
                source,
                standing.state(),
                content.window(),
                content.reviewBy(),
                minority == null
                        ? null
                        : new Majority(minority.majorityAt(), standing.affirmedSince(minority.majorityAt())),
                content.scope(),
                content.terms(),
                List.of());
    }

    private static Consent consent(InstrumentRef ref, SourceId source, ConsentState state, List<Clause> clauses) {
        return new Consent(ref, source, state, Window.ALWAYS, null, null, Scope.EVERYTHING, clauses, List.of());
    }
}
