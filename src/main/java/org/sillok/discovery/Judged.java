package org.sillok.discovery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.sharing.Release;
import org.sillok.terms.Binding;

/**
 * What was decided about items, summed up over their versions.
 *
 * @param permitted the versions that are permitted
 * @param whole the items of which every version is
 * @param sources everybody from whom an item or what it was made from comes
 */
record Judged(Map<ItemId, Set<Integer>> permitted, Set<ItemId> whole, Map<ItemId, Set<SourceId>> sources) {
    static Judged of(List<Release> releases) {
        Map<ItemId, Set<Integer>> permitted = new HashMap<>();
        Set<ItemId> broken = new HashSet<>();
        Map<ItemId, Set<SourceId>> sources = new HashMap<>();
        for (Release release : releases) {
            ItemId item = release.version().item();
            if (release.decision().permits()) {
                permitted
                        .computeIfAbsent(item, none -> new TreeSet<>())
                        .add(release.version().version());
            } else {
                broken.add(item);
            }
            Set<SourceId> behind = sources.computeIfAbsent(item, none -> new HashSet<>());
            release.question().material().nodes().stream()
                    .flatMap(node -> node.bindings().stream())
                    .forEach(binding -> behind.add(source(binding)));
        }
        Set<ItemId> whole = new HashSet<>(permitted.keySet());
        whole.removeAll(broken);
        return new Judged(permitted, whole, sources);
    }

    private static SourceId source(Binding binding) {
        if (binding instanceof Binding.ToConsent to) {
            return to.consent().source();
        }
        return ((Binding.ToPublicSource) binding).source();
    }
}
