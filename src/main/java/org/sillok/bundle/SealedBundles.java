package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;

/**
 * What left in a bundle, for rooms that follow it. Joins a transaction in the system's scope; the caller has decided who may
 * know of it and has recorded it.
 */
@ApplicationScoped
public class SealedBundles {
    private final BundleRows rows;
    private final BundleItemRows lines;

    SealedBundles(BundleRows rows, BundleItemRows lines) {
        this.rows = rows;
        this.lines = lines;
    }

    /**
     * A bundle that was sealed, whether or not it has expired since.
     *
     * @param deliveredAt when all of it had been sent; null if that never happened
     * @param acknowledgedAt when the recipient had confirmed what it holds
     */
    public record Sealed(
            BundleId id,
            PartyId recipient,
            Instant sealedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant acknowledgedAt) {}

    /** One version under its number in one bundle. */
    public record Numbered(int number, MaterialRef version, PartyId holder) {}

    /** The bundle; empty if it does not exist or was never sealed: then nobody has it. */
    @Transactional(TxType.MANDATORY)
    public Optional<Sealed> find(BundleId id) {
        return rows.find(id.value())
                .flatMap(head -> Optional.ofNullable(head.sealedAt())
                        .map(sealedAt -> new Sealed(
                                id,
                                new PartyId(head.recipient()),
                                sealedAt,
                                head.deliveredAt(),
                                head.acknowledgedAt())));
    }

    /** Those of {@code versions} that are in the bundle, in the order of their numbers. */
    @Transactional(TxType.MANDATORY)
    public List<Numbered> items(BundleId id, Collection<MaterialRef> versions) {
        Set<String> items =
                versions.stream().map(version -> version.item().value()).collect(Collectors.toSet());
        return lines.among(id.value(), items).stream()
                .map(row -> new Numbered(
                        row.number(),
                        new MaterialRef(new ItemId(row.item()), row.version()),
                        new PartyId(row.holder())))
                .filter(one -> versions.contains(one.version()))
                .toList();
    }
}
