package org.sillok.sharing;

import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusMock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.sharing.core.Ask;
import org.sillok.sharing.core.OnRecord;
import org.sillok.terms.Action;
import org.sillok.terms.Binding;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Effect;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Lineage;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Part;
import org.sillok.terms.Relation;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/** Adds a consent with a prohibition to what is on record of chosen items; everything else is the running service. */
final class Prohibitions extends Circumstances {
    private final Circumstances real;
    private final Map<ItemId, Term> forbidden = new ConcurrentHashMap<>();

    private Prohibitions(Circumstances real) {
        super(null, null, null, null, null, null, null, null, null, null, Clock.systemUTC());
        this.real = real;
    }

    /** In force until the test that calls it ends. */
    static Prohibitions install(Circumstances bean) {
        Prohibitions prohibitions = new Prohibitions(ClientProxy.unwrap(bean));
        QuarkusMock.installMockForInstance(prohibitions, bean);
        return prohibitions;
    }

    void forbid(String item, Action action, Part... parts) {
        forbidden.put(
                new ItemId(item),
                new Term(
                        new ClauseId("1"),
                        Effect.PROHIBIT,
                        Set.of(action),
                        Selection.any(),
                        Selection.any(),
                        Map.of(),
                        Selection.any(),
                        new Scope(Set.of(parts), Lineage.ORIGINAL_AND_DERIVATIVES),
                        Window.ALWAYS,
                        List.of(),
                        Set.of()));
    }

    @Override
    OnRecord ofOwner(PartyId owner, Collection<ItemId> items) {
        return bound(real.ofOwner(owner, items));
    }

    @Override
    OnRecord ofReleases(PartyId owner, Collection<ItemId> items, Ask ask) {
        return bound(real.ofReleases(owner, items, ask));
    }

    private OnRecord bound(OnRecord record) {
        Map<MaterialRef, List<Binding>> bindings = new HashMap<>(record.bindings());
        bindings.replaceAll((ref, before) -> {
            Term term = forbidden.get(ref.item());
            if (term == null || ref.version() != 1) {
                return before;
            }
            List<Binding> all = new ArrayList<>(before);
            all.add(new Binding.ToConsent(
                    Relation.TESTIMONY_OF,
                    new Consent(
                            new InstrumentRef("con_" + "z".repeat(25) + "a", 1),
                            new SourceId("src_" + "a".repeat(26)),
                            ConsentState.GIVEN,
                            Window.ALWAYS,
                            null,
                            null,
                            Scope.EVERYTHING,
                            List.of(term),
                            List.of())));
            return all;
        });
        return new OnRecord(
                record.ancestors(),
                bindings,
                record.treatments(),
                record.held(),
                record.agreements(),
                record.facts(),
                record.disclosed(),
                record.standings(),
                record.asOf(),
                record.time());
    }
}
