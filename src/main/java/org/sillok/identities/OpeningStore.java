package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.identities.core.Approval;
import org.sillok.identities.core.Grounds;
import org.sillok.identities.core.Opening;
import org.sillok.identities.core.Tokens;
import org.sillok.identities.db.IdentityRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.OpeningId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Openings as they are kept: what grounds they have is sealed under the source's keys. Joins a transaction. */
@ApplicationScoped
class OpeningStore {
    private final IdentityRows rows;
    private final Vault vault;
    private final OpeningPolicy policy;
    private final Clock clock;

    OpeningStore(IdentityRows rows, Vault vault, OpeningPolicy policy, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.policy = policy;
        this.clock = clock;
    }

    /** One page of the openings of a source, with its keys loaded once. */
    Slice<KnownOpening> page(String source, @Nullable Position after, int limit) {
        SubjectKeys keys = vault.keysOf(source);
        return Slice.cut(rows.openings(source, after, limit + 1), limit).map(row -> known(open(keys, row)));
    }

    Bytes seal(String source, OpeningId opening, Grounds grounds) {
        SubjectKeys keys = vault.keysOfOrNew(source);
        return Bytes.of(vault.seal(keys, KeyUse.ACCOUNTABILITY, context(opening.value()), grounds.toBytes()));
    }

    Optional<Opening> load(String source, String id) {
        return rows.opening(source, id).map(row -> open(vault.keysOf(source), row));
    }

    private Opening open(SubjectKeys keys, IdentityRows.OpeningRow row) {
        Opening.@Nullable Step used = step(row.used());
        return new Opening(
                new OpeningId(row.id()),
                new SourceId(row.source()),
                new PartyId(row.owner()),
                Approval.valueOf(row.approval()),
                Tokens.valueOf(row.tokens()),
                Grounds.ofBytes(vault.open(
                        keys,
                        KeyUse.ACCOUNTABILITY,
                        context(row.id()),
                        row.grounds().toArray())),
                Objects.requireNonNull(step(row.requested())),
                step(row.approved()),
                used == null ? null : new Opening.Use(used, row.usedVersion()));
    }

    KnownOpening known(Opening opening) {
        Instant now = clock.instant();
        return new KnownOpening(opening, opening.state(now, policy.limits()), opening.until(policy.limits()));
    }

    private static Opening.@Nullable Step step(IdentityRows.@Nullable Step step) {
        return step == null ? null : new Opening.Step(step.at(), new UserId(step.by()));
    }

    private static String context(String opening) {
        return "identities/opening/" + opening;
    }
}
