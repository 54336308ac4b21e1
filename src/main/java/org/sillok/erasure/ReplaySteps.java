package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.FactSheet;
import org.sillok.custody.Leaves;
import org.sillok.custody.OpenedDisclosures;
import org.sillok.custody.StatementKey;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.discovery.Projection;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.Text;
import org.sillok.erasure.db.ErasureItemRows;
import org.sillok.erasure.db.ErasureRows;
import org.sillok.evidence.ItemErasure;
import org.sillok.evidence.Replays;
import org.sillok.identity.Scope;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.log.TransparencyLog;
import org.sillok.vault.KeyDestruction;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** The transactions of a replay, in the system's scope. Each may be repeated. */
@ApplicationScoped
@Transactional
class ReplaySteps {
    private static final int PAGE = 256;
    // Access, requests and bundles close nothing; theirs are the most.
    private static final Set<String> SUBJECTS = Set.of(
            ItemId.PREFIX + "_",
            ConsentId.PREFIX + "_",
            AgreementId.PREFIX + "_",
            SourceId.PREFIX + "_",
            Replays.EVERYTHING);
    private static final Text REPLAYED =
            new Text("Written again from the tombstones of its items, after a restore had forgotten it.");

    private final Replays replays;
    private final LaterDeeds deeds;
    private final CustodyInspection custody;
    private final StatementKey key;
    private final Vault vault;
    private final TransparencyLog log;
    private final ErasureRows rows;
    private final ErasureItemRows lines;
    private final ErasureSeals seals;
    private final ItemErasure items;
    private final KeyDestruction destruction;
    private final Projection projection;
    private final Scope scope;
    private final Clock clock;

    ReplaySteps(
            Replays replays,
            LaterDeeds deeds,
            CustodyInspection custody,
            StatementKey key,
            Vault vault,
            TransparencyLog log,
            ErasureRows rows,
            ErasureItemRows lines,
            ErasureSeals seals,
            ItemErasure items,
            KeyDestruction destruction,
            Projection projection,
            Scope scope,
            Clock clock) {
        this.replays = replays;
        this.deeds = deeds;
        this.custody = custody;
        this.key = key;
        this.vault = vault;
        this.log = log;
        this.rows = rows;
        this.lines = lines;
        this.seals = seals;
        this.items = items;
        this.destruction = destruction;
        this.projection = projection;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Statements that follow one another.
     *
     * @param last where to go on; null: there are none any more
     * @param forgotten tombstones of items whose keys are there
     */
    record Page(@Nullable StoredStatement last, List<Tombstone> forgotten) {
        Page {
            forgotten = List.copyOf(forgotten);
        }
    }

    List<Replays.Pending> pending() {
        scope.enterSystem();
        return replays.pending();
    }

    /**
     * Goes through the next statements: what came after the backup and lets less be released closes what it is about.
     *
     * @param treeSize how many entries the log had in the backup
     */
    Page next(@Nullable StoredStatement last, long treeSize) {
        scope.enterSystem();
        List<StoredStatement> page = custody.after(last, PAGE);
        Set<String> subjects = new TreeSet<>();
        page.stream()
                .map(row -> row.kept().keySubject())
                .filter(subject -> SUBJECTS.stream().anyMatch(subject::startsWith))
                .forEach(subjects::add);
        Map<String, SubjectKeys> keys = vault.keysOf(subjects);
        List<Tombstone> forgotten = new ArrayList<>();
        for (StoredStatement row : page) {
            SubjectKeys own = keys.get(row.kept().keySubject());
            Optional<FactSheet> facts = own == null ? Optional.empty() : facts(row, own);
            Optional<EventType> type =
                    facts.flatMap(sheet -> sheet.text(Field.TYPE)).map(EventType::valueOf);
            if (type.isEmpty()) {
                continue;
            }
            if (type.get() == EventType.ERASED) {
                if (own != null && own.holds(KeyUse.CONTENT)) {
                    Tombstone.of(row, facts.orElseThrow()).ifPresent(forgotten::add);
                }
            } else if (LaterDeeds.lessens(type.get()) && isLater(row, treeSize)) {
                deeds.close(
                        row.kept().keySubject(),
                        Optional.of(row.owner()),
                        Digest.sha256(row.digest().toArray()),
                        type.get());
            }
        }
        return new Page(page.isEmpty() ? null : page.get(page.size() - 1), forgotten);
    }

    private boolean isLater(StoredStatement row, long treeSize) {
        return log.indexOf(row.leafHash()).filter(index -> index < treeSize).isEmpty();
    }

    /** What a genuine statement says of who did what. */
    private Optional<FactSheet> facts(StoredStatement row, SubjectKeys keys) {
        boolean genuine = Leaves.hash(row.kept(), key.publicKey())
                .filter(row.leafHash()::equals)
                .isPresent();
        if (!genuine || !keys.holds(KeyUse.ACCOUNTABILITY)) {
            return Optional.empty();
        }
        OpenedDisclosures opened =
                custody.open(row.kept(), Confidentiality.ACCOUNTABILITY, row.stream(), row.seq(), keys);
        return opened instanceof OpenedDisclosures.Opened good ? FactSheet.of(good.disclosures()) : Optional.empty();
    }

    /**
     * Writes the erasure again, and that it has erased this item: committed before the database is asked to destroy, which
     * holds of now do not forbid then.
     */
    void adopt(Tombstone tombstone) {
        scope.enterSystem();
        Optional<ErasureRows.Erasure> known = rows.lock(tombstone.erasure());
        ErasureRows.Step confirmed = new ErasureRows.Step(tombstone.at(), tombstone.confirmedBy());
        if (known.isEmpty()) {
            rows.add(new ErasureRows.Erasure(
                    tombstone.erasure(),
                    tombstone.owner().value(),
                    tombstone.withdrawal(),
                    ErasureState.PROPOSED.name(),
                    seals.reason(tombstone.erasure(), REPLAYED),
                    null,
                    new ErasureRows.Step(tombstone.at(), tombstone.proposedBy()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of()));
        }
        if (known.map(ErasureRows.Erasure::state)
                .orElse(ErasureState.PROPOSED.name())
                .equals(ErasureState.PROPOSED.name())) {
            rows.confirmed(tombstone.erasure(), confirmed, null);
        }
        Optional<ItemErasure.Held> held = items.hold(tombstone.item());
        lines.adopt(
                tombstone.erasure(),
                tombstone.item().value(),
                tombstone.owner().value(),
                tombstone.statement().toArray(),
                held.map(one -> one.objects().size()).orElse(0),
                tombstone.at());
    }

    /** Destroys the keys again; the tombstone is there already. */
    void destroy(Tombstone tombstone) {
        scope.enterSystem();
        Optional<ItemErasure.Held> held = items.hold(tombstone.item());
        destruction.destroyContentIfThere(tombstone.item().value());
        held.ifPresent(items::blank);
        projection.forget(tombstone.item());
    }

    void replayed(Replays.Pending pending) {
        scope.enterSystem();
        replays.replayed(pending.restore(), now());
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
