package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.sharing.core.Disclosed;
import org.sillok.sharing.db.DisclosureRows;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ClauseRef;

/**
 * What was released to whom, and how often under which clause. A request is one disclosure under a clause, however many
 * versions are released for it and however often: what is fetched or sealed again does not count again. It counts for every
 * clause that permitted it, whether or not one of them says how often that may be: the next version of the instrument may.
 */
@ApplicationScoped
public class Disclosures {
    private final DisclosureRows rows;

    Disclosures(DisclosureRows rows) {
        this.rows = rows;
    }

    /**
     * Records that these versions are released, in the transaction that decided about them, in the system's scope. Call it
     * after {@link Releases#hold} and {@link Releases#decide} and before any statement is written: from here until the
     * transaction ends nobody else records a disclosure under a clause that counts and permitted one of these.
     *
     * @throws IllegalArgumentException for something that was not permitted to this recipient for this request
     * @throws DisclosuresChangedException if another request was counted since it was decided; nothing may be committed then
     */
    @Transactional(TxType.MANDATORY)
    public void record(BundleId bundle, RequestId request, PartyId recipient, Instant at, List<Grant> grants) {
        Map<ClauseRef, Integer> decided = new HashMap<>();
        Map<String, DisclosureRows.Use> uses = new TreeMap<>();
        List<DisclosureRows.Line> lines = new ArrayList<>();
        for (Grant grant : grants) {
            Set<ClauseRef> clauses = clauses(grant, request, recipient);
            for (ClauseRef clause : clauses) {
                Integer count = grant.counts().get(clause);
                if (count != null) {
                    decided.merge(clause, count, Disclosures::same);
                }
                uses.merge(
                        clause.instrument().id() + "#" + clause.clause(),
                        new DisclosureRows.Use(
                                clause.instrument().id(), clause.clause().value(), count != null),
                        (one, other) -> one.counted() ? one : other);
            }
            lines.add(new DisclosureRows.Line(
                    grant.version().item().value(),
                    grant.version().version(),
                    grant.owner().value(),
                    clauses.stream().map(ClauseRef::toString).toList()));
        }
        if (lines.isEmpty()) {
            return;
        }
        List<DisclosureRows.Use> ordered = List.copyOf(uses.values());
        rows.hold(ordered);
        Set<String> instruments = new HashSet<>();
        decided.keySet().forEach(clause -> instruments.add(clause.instrument().id()));
        Disclosed now = of(instruments, request);
        decided.forEach((clause, count) -> {
            if (!count.equals(now.of(clause))) {
                throw new DisclosuresChangedException();
            }
        });
        rows.count(request.value(), ordered);
        rows.add(bundle.value(), request.value(), recipient.value(), Timestamps.truncate(at), lines);
    }

    /**
     * How often something was released under the clauses of these instruments, whatever the scope may see; for a request that
     * is among them, how often before it. One query.
     */
    @Transactional(TxType.MANDATORY)
    Disclosed of(Collection<String> instruments, @Nullable RequestId asking) {
        if (instruments.isEmpty()) {
            return Disclosed.UNKNOWN;
        }
        Map<String, Map<ClauseId, Integer>> made = new HashMap<>();
        instruments.forEach(instrument -> made.put(instrument, new HashMap<>()));
        rows.made(instruments, asking == null ? null : asking.value())
                .forEach(one -> made.computeIfAbsent(one.instrument(), none -> new HashMap<>())
                        .put(new ClauseId(one.clause()), one.count()));
        return new Disclosed(made);
    }

    private static Set<ClauseRef> clauses(Grant grant, RequestId request, PartyId recipient) {
        if (grant.clauses().isEmpty() || !request.equals(grant.request()) || !recipient.equals(grant.requester())) {
            throw new IllegalArgumentException("not permitted to this recipient for this request");
        }
        return grant.clauses();
    }

    /** Batches of one transaction may see different counts, if another commits between them. */
    private static Integer same(Integer one, Integer other) {
        if (!one.equals(other)) {
            throw new DisclosuresChangedException();
        }
        return one;
    }
}
