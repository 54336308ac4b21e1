package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.hold.MaterialOf;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;

/** The items of a bundle, whatever became of it. */
@ApplicationScoped
class BundleMaterial implements MaterialOf {
    private final BundleRows bundles;
    private final BundleItemRows items;

    BundleMaterial(BundleRows bundles, BundleItemRows items) {
        this.bundles = bundles;
        this.items = items;
    }

    @Override
    public String prefix() {
        return BundleId.PREFIX;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Optional<List<ItemId>> items(String id, int most) {
        return bundles.find(id)
                .map(bundle -> items.items(id, most).stream().map(ItemId::new).toList());
    }
}
