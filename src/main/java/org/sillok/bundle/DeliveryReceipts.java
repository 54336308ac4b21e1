package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.sillok.custody.Receipts;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.problem.Outcome;

/**
 * Receipts over what became of a bundle, for both sides: who verifies one needs nobody of the other. Waiting happens outside of
 * transactions.
 */
@ApplicationScoped
public class DeliveryReceipts {
    private final BundleReceipts bundles;
    private final Receipts receipts;

    DeliveryReceipts(BundleReceipts bundles, Receipts receipts) {
        this.bundles = bundles;
        this.receipts = receipts;
    }

    /**
     * The receipt of a bundle's whole stream, with the disclosures that the caller may see.
     *
     * @param atMost how long to wait for publication
     */
    public Outcome<Receipt> receipt(Caller caller, String bundle, Duration atMost) {
        return bundles.want(caller, bundle)
                .then(wanted -> receipts.oncePublished(wanted.last(), atMost, () -> bundles.make(wanted)));
    }
}
