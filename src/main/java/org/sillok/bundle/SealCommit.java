package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobFailedException;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.Sealable;
import org.sillok.sharing.Disclosures;
import org.sillok.sharing.DisclosuresChangedException;

/**
 * The transaction in which a bundle becomes one. Everything is decided again with all locks held, and has to be what was
 * decided when it was planned: a withdrawal that came first is seen here, one that comes later finds a sealed bundle.
 */
@ApplicationScoped
class SealCommit {
    private final BundleRows rows;
    private final BundlePartRows parts;
    private final ApprovedRequests approved;
    private final SealBasis sealBasis;
    private final PartyKeys partyKeys;
    private final Disclosures disclosures;
    private final Custody custody;
    private final Scope scope;
    private final SealTransactions transactions;
    private final BundleConfig config;
    private final Clock clock;

    SealCommit(
            BundleRows rows,
            BundlePartRows parts,
            ApprovedRequests approved,
            SealBasis sealBasis,
            PartyKeys partyKeys,
            Disclosures disclosures,
            Custody custody,
            Scope scope,
            SealTransactions transactions,
            BundleConfig config,
            Clock clock) {
        this.rows = rows;
        this.parts = parts;
        this.approved = approved;
        this.sealBasis = sealBasis;
        this.partyKeys = partyKeys;
        this.disclosures = disclosures;
        this.custody = custody;
        this.scope = scope;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Seals what was written. Harmless when repeated: a first time may have been durable though it did not say so.
     *
     * @return false, and nothing is changed, if another run took over or somebody ended it: what was written never counts
     * @throws JobFailedException if it may not be sealed any more, or nobody could open it; nothing is changed then
     */
    boolean seal(BundleId id, SealWriting.Written written, @Nullable Actor actor) {
        return transactions.within(() -> sealed(id, written, actor));
    }

    private boolean sealed(BundleId id, SealWriting.Written written, @Nullable Actor actor) {
        scope.enterSystem();
        BundleRows.Bundle seen = rows.find(id.value()).orElseThrow();
        Sealable sealable = approved.take(new RequestId(seen.request()), seen.revision());
        BundleRows.Bundle bundle = rows.lock(id.value()).orElseThrow();
        byte[] basis = bundle.basis();
        if (bundle.sealedAt() != null) {
            return written.attempt().equals(bundle.attempt());
        }
        if (!SealJob.isSealing(bundle) || !written.attempt().equals(bundle.attempt()) || basis == null) {
            return false;
        }
        if (!(sealable instanceof Sealable.Yes yes)) {
            throw Obstacles.failure(((Sealable.No) sealable).obstacle());
        }
        if (!sealBasis.of(yes).equals(Digest.sha256(basis))) {
            throw new JobFailedException(ProblemCode.NOT_SEALABLE, Obstacles.MEANWHILE, null);
        }
        PartyId recipient = new PartyId(bundle.recipient());
        Instant now = Timestamps.truncate(clock.instant());
        if (partyKeys
                .recipient(recipient, new PartyKeyId(bundle.partyKey()), now)
                .isEmpty()) {
            throw new JobFailedException(ProblemCode.RECIPIENT_CERTIFICATE);
        }
        disclosed(id, yes, recipient, now);
        parts.add(written.parts());
        rows.sealed(id.value(), written.archive(), now, Sealing.expiry(config, now, yes.until()));
        custody.append(
                StreamRef.bundle(id, recipient),
                EventType.SEALED,
                actor,
                List.of(
                        Fact.of(Field.BUNDLE, id.value()),
                        Fact.of(Field.REQUEST, bundle.request()),
                        Fact.of(Field.RECIPIENT, recipient.value()),
                        Fact.of(Field.BASIS, Digest.sha256(basis).base64Url()),
                        Fact.of(Field.DETAILS, details(bundle, written))));
        return true;
    }

    /** Counts before anything is stated: of two sealings that would be the last one permitted, the second fails. */
    private void disclosed(BundleId id, Sealable.Yes yes, PartyId recipient, Instant now) {
        try {
            disclosures.record(
                    id,
                    yes.request(),
                    recipient,
                    now,
                    yes.granted().stream().map(Sealable.Granted::grant).toList());
        } catch (DisclosuresChangedException e) {
            throw new JobFailedException(ProblemCode.NOT_SEALABLE, Obstacles.MEANWHILE, e);
        }
    }

    /** The archive's digests are kept as long as the fact that it was sealed: whoever has it can show that it is this one. */
    private static JsonObject details(BundleRows.Bundle bundle, SealWriting.Written written) {
        Integer items = bundle.items();
        JsonObject.Builder details = JsonObject.builder()
                .put("revision", bundle.revision())
                .put("items", items == null ? 0 : items)
                .put("parts", written.parts().size())
                .put("partyKey", bundle.partyKey())
                .put("length", written.archive().length())
                .put("sha256", Digest.sha256(written.archive().sha256()).base64Url())
                .put("sha512", Digest.sha512(written.archive().sha512()).base64Url());
        String replaces = bundle.replaces();
        return (replaces == null ? details : details.put("replaces", replaces)).build();
    }
}
