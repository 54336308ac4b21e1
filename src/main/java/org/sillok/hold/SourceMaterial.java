package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.consent.BoundConsents;
import org.sillok.evidence.Derivations;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.source.Sources;

/** What a source gave, or what is bound to it or to one of its consents. */
@ApplicationScoped
class SourceMaterial implements MaterialOf {
    private final Sources sources;
    private final Derivations derivations;
    private final BoundConsents consents;

    SourceMaterial(Sources sources, Derivations derivations, BoundConsents consents) {
        this.sources = sources;
        this.derivations = derivations;
        this.consents = consents;
    }

    @Override
    public String prefix() {
        return SourceId.PREFIX;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Optional<List<ItemId>> items(String id, int most) {
        SourceId source = new SourceId(id);
        if (!sources.kinds(Set.of(source)).containsKey(source)) {
            return Optional.empty();
        }
        Set<String> items = new TreeSet<>();
        derivations.ofSource(source, most).forEach(item -> items.add(item.value()));
        consents.itemsOf(source, most).forEach(item -> items.add(item.value()));
        return Optional.of(items.stream().limit(most).map(ItemId::new).toList());
    }
}
