package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Receipts;
import org.sillok.custody.Receipts.Extent;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** The two transactions of a bundle's receipt: who may have it, and making it. */
@ApplicationScoped
class BundleReceipts {
    private static final String ACTION = "GET_BUNDLE_RECEIPT";

    /**
     * What is stated of a delivery: nothing in it tells how much is in the bundle. A digest of texts that somebody may not
     * read is not among it, because texts can be guessed.
     */
    private static final Set<EventType> OF_DELIVERY =
            EnumSet.of(EventType.DELIVERED, EventType.ACKNOWLEDGED, EventType.BUNDLE_EXPIRED);

    /** What everybody on either side may know of any statement. */
    private static final Set<Field> OF_BOTH_SIDES = EnumSet.of(
            Field.STREAM,
            Field.TYPE,
            Field.TIME,
            Field.PARTY,
            Field.SIGNED_BY,
            Field.SHA256,
            Field.SHA512,
            Field.BUNDLE,
            Field.REQUEST,
            Field.RECIPIENT);

    private final BundleAccess access;
    private final Receipts receipts;
    private final AccessLog accessLog;
    private final Scope scope;

    BundleReceipts(BundleAccess access, Receipts receipts, AccessLog accessLog, Scope scope) {
        this.access = access;
        this.receipts = receipts;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** A receipt that may be made once the leaf {@code last} is published. */
    record Wanted(StreamRef stream, Digest last, BundleViewpoint viewpoint) {}

    @Transactional
    Outcome<Wanted> want(Caller caller, String id) {
        Optional<BundleAccess.Seen> seen = access.see(caller, id);
        if (seen.isEmpty()) {
            return access.denied(caller, ACTION, id);
        }
        StreamRef stream = BundleRecord.stream(seen.get().head());
        scope.enterSystem();
        Optional<Digest> last = receipts.last(stream, new Extent.Whole());
        scope.enter(caller);
        if (last.isEmpty()) {
            return Outcome.refused(Refusal.of(ProblemCode.BUNDLE_NOT_READY));
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(new Wanted(stream, last.get(), seen.get().viewpoint()));
    }

    /** The stream is the recipient's; who may have a receipt of it was decided. */
    @Transactional
    Outcome<Receipt> make(Wanted wanted) {
        scope.enterSystem();
        return receipts.make(wanted.stream(), new Extent.Whole(), (type, name) -> shows(wanted.viewpoint(), type, name))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        ProblemCode.RECEIPT_NOT_READY, "The bundle changed while its receipt was made. Ask again."));
    }

    /**
     * The recipient, custodians and auditors see what is stated; who of the recipient did something is told to it and to the
     * repository. Holders see nothing that tells how much there is of others.
     */
    private static boolean shows(BundleViewpoint viewpoint, @Nullable EventType type, DisclosureName name) {
        if (viewpoint != BundleViewpoint.HOLDER) {
            return true;
        }
        return OF_BOTH_SIDES.contains(name.field())
                || (name.field() == Field.DETAILS && type != null && OF_DELIVERY.contains(type));
    }
}
