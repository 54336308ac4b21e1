package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.BundlesOnRecord;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Slice;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.withdrawal.core.ImpactGraph;
import org.sillok.withdrawal.core.OnwardContent;
import org.sillok.withdrawal.core.OnwardId;
import org.sillok.withdrawal.db.OnwardRows;

/** Reads what recipients say they have passed on. Joins a transaction in the system's scope. */
@ApplicationScoped
class OnwardReports {
    private static final String REPORT = "withdrawal/onward";
    private static final int ON_PAGE = 1_000;
    private static final Comparator<OnwardRows.Onward> ORDER = Comparator.comparing(OnwardRows.Onward::bundle)
            .thenComparing(OnwardRows.Onward::recordedAt)
            .thenComparing(OnwardRows.Onward::id);

    private final OnwardRows rows;
    private final BundlesOnRecord bundles;
    private final Vault vault;

    OnwardReports(OnwardRows rows, BundlesOnRecord bundles, Vault vault) {
        this.rows = rows;
        this.bundles = bundles;
        this.vault = vault;
    }

    byte[] seal(OnwardId id, byte[] content) {
        return vault.seal(vault.keysOfOrNew(id.value()), KeyUse.ACCOUNTABILITY, REPORT, content);
    }

    /** The keys of these reports. One query. */
    Map<String, SubjectKeys> keys(Collection<OnwardRows.Onward> some) {
        return some.isEmpty()
                ? Map.of()
                : vault.keysOf(some.stream().map(OnwardRows.Onward::id).toList());
    }

    /** What one says, with the keys of it and others; nothing if its key is gone. */
    OnwardContent open(OnwardRows.Onward row, Map<String, SubjectKeys> keys) {
        SubjectKeys own = keys.get(row.id());
        return own != null && own.holds(KeyUse.ACCOUNTABILITY)
                ? OnwardContent.ofBytes(vault.open(own, KeyUse.ACCOUNTABILITY, REPORT, row.sealed()))
                : new OnwardContent(null, Set.of());
    }

    /** Reports; {@code more} if there are others that are not among them. */
    record Found(List<ImpactGraph.Onward> onward, boolean more) {
        Found {
            onward = List.copyOf(onward);
        }
    }

    /**
     * The reports that are about one of these versions in these bundles, by bundle; if there are too many, the first ones of
     * each. The same number of queries however many there are: who reports much makes nobody else wait.
     */
    Found of(Map<BundleId, Set<MaterialRef>> left) {
        if (left.isEmpty()) {
            return new Found(List.of(), false);
        }
        List<String> in = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        bundles.numbersOf(left)
                .forEach((bundle, some) -> some.forEach(number -> {
                    in.add(bundle.value());
                    numbers.add(number);
                }));
        Slice<OnwardRows.Onward> some = Slice.cut(
                rows.about(left.keySet().stream().map(BundleId::value).toList(), in, numbers, ON_PAGE + 1), ON_PAGE);
        Map<String, SubjectKeys> keys = keys(
                some.items().stream().filter(row -> row.receivedBy() == null).toList());
        return new Found(
                some.items().stream()
                        .sorted(ORDER)
                        .map(row -> onward(row, keys))
                        .toList(),
                some.more());
    }

    private ImpactGraph.Onward onward(OnwardRows.Onward row, Map<String, SubjectKeys> keys) {
        @Nullable String receivedBy = row.receivedBy();
        return new ImpactGraph.Onward(
                new OnwardId(row.id()),
                new BundleId(row.bundle()),
                receivedBy == null ? null : new PartyId(receivedBy),
                receivedBy == null ? open(row, keys).name() : null,
                row.transferredAt());
    }
}
