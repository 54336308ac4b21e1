package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.BindingId;
import org.sillok.consent.core.Proposed;
import org.sillok.consent.core.Remark;
import org.sillok.consent.db.BindingRows;
import org.sillok.consent.db.ConsentBindingRow;
import org.sillok.consent.db.ConsentProposalRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.consent.db.ConsentUnbindingRow;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.terms.Relation;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Binds items to what their sources said. A binding to a consent acts at once, because it can only add somebody who has to
 * agree; removing one, and binding to a public source, permits more and takes two people. Rows are held in the order consent,
 * item, stream.
 */
@ApplicationScoped
public class Bindings {
    private static final String ACTION = "BIND_ITEM";

    private final BindingRows rows;
    private final BindingWriter writer;
    private final ConsentRows consents;
    private final Proposals proposals;
    private final Checks checks;
    private final Denials denials;
    private final Evidence evidence;
    private final Sources sources;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;

    Bindings(
            BindingRows rows,
            BindingWriter writer,
            ConsentRows consents,
            Proposals proposals,
            Checks checks,
            Denials denials,
            Evidence evidence,
            Sources sources,
            Vault vault,
            AccessLog accessLog,
            Scope scope) {
        this.rows = rows;
        this.writer = writer;
        this.consents = consents;
        this.proposals = proposals;
        this.checks = checks;
        this.denials = denials;
        this.evidence = evidence;
        this.sources = sources;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** Binds an item; the reference is that of the binding, or of the proposal to bind it. */
    @Transactional
    public Outcome<String> bind(Caller caller, ItemId item, NewBinding binding, Consumer<String> alongside) {
        scope.enter(caller);
        // Held in this order by everybody: the consent first, whether or not it turns out to be one.
        boolean ownConsent = binding instanceof NewBinding.ToConsent to
                && consents.ofOwnerForUpdate(
                                to.consent().value(), caller.party().value())
                        .isPresent();
        OptionalInt latest = held(caller, item);
        if (latest.isEmpty()) {
            return denials.denied(caller, ACTION, item.value());
        }
        if (binding instanceof NewBinding.ToPublicSource && caller.program()) {
            return denials.program(caller, ACTION, item.value());
        }
        Optional<Refusal> refusal = refusal(caller, item, binding, ownConsent, latest.getAsInt());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        SubjectKeys keys = vault.keysOf(item.value());
        String reference;
        if (binding instanceof NewBinding.ToConsent to) {
            reference = writer.bind(
                    new BindingWriter.Deed(caller, item, keys, null),
                    new BindingWriter.Tie(to.version(), to.relation(), to.consent(), null),
                    null);
        } else {
            NewBinding.ToPublicSource to = (NewBinding.ToPublicSource) binding;
            reference = proposals
                    .propose(
                            caller,
                            keys,
                            count(item),
                            new Proposed.BindPublic(to.version(), to.relation(), to.source(), to.remark()))
                    .value();
        }
        alongside.accept(reference);
        return Outcome.done(reference);
    }

    private Optional<Refusal> refusal(Caller caller, ItemId item, NewBinding binding, boolean ownConsent, int latest) {
        Integer version = binding.version();
        if (version != null && (version < 1 || version > latest)) {
            return Checks.invalid("/version", "The item has no such version.");
        }
        if (binding instanceof NewBinding.ToConsent to) {
            if (!ownConsent) {
                return Checks.invalid("/consent", "It is not a consent of your organisation.");
            }
            return isBound(
                            item,
                            binding.version(),
                            binding.relation(),
                            to.consent().value())
                    ? Optional.of(new Refusal(ProblemCode.CONFLICT, "It is bound in this way already."))
                    : Optional.empty();
        }
        NewBinding.ToPublicSource to = (NewBinding.ToPublicSource) binding;
        if (!sources.kindOfOwn(caller, to.source())
                .filter(kind -> kind == SourceKind.PUBLIC_SOURCE)
                .isPresent()) {
            return Checks.invalid("/source", "It is not a public source of your organisation.");
        }
        return proven(caller, to.remark());
    }

    /** Proposes to remove a binding. */
    @Transactional
    public Outcome<String> unbind(
            Caller caller, ItemId item, String binding, Remark remark, Consumer<String> alongside) {
        scope.enter(caller);
        // Held first: whether it is removed already must not change afterwards.
        boolean own = held(caller, item).isPresent();
        Optional<ConsentBindingRow> row = rows.findByIdOptional(binding)
                .filter(found -> found.item.equals(item.value()))
                .filter(found -> rows.unbinding(binding).isEmpty());
        if (!own || row.isEmpty()) {
            return denials.denied(caller, "UNBIND_ITEM", item.value());
        }
        if (caller.program()) {
            return denials.program(caller, "UNBIND_ITEM", item.value());
        }
        Optional<Refusal> refusal = proven(caller, remark);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        String proposal = proposals
                .propose(
                        caller,
                        vault.keysOf(item.value()),
                        count(item),
                        new Proposed.Unbind(new BindingId(binding), remark))
                .value();
        alongside.accept(proposal);
        return Outcome.done(proposal);
    }

    /** Carries out what somebody else proposed. */
    @Transactional
    public Outcome<String> confirm(Caller caller, ItemId item, String proposal, Consumer<String> alongside) {
        scope.enter(caller);
        if (held(caller, item).isEmpty()) {
            return denials.denied(caller, ACTION, item.value());
        }
        return proposals
                .confirmable(caller, proposal, item.value(), count(item))
                .map(open -> {
                    String binding = confirm(caller, item, open);
                    alongside.accept(binding);
                    return binding;
                });
    }

    private String confirm(Caller caller, ItemId item, ConsentProposalRow open) {
        SubjectKeys keys = vault.keysOf(item.value());
        Proposed proposed = proposals.read(keys, open);
        proposals.confirmed(caller, open);
        BindingWriter.Deed deed = new BindingWriter.Deed(caller, item, keys, new UserId(open.proposedBy));
        if (proposed instanceof Proposed.Unbind unbind) {
            return writer.unbind(deed, unbind);
        }
        Proposed.BindPublic bind = (Proposed.BindPublic) proposed;
        return writer.bind(
                deed, new BindingWriter.Tie(bind.version(), bind.relation(), null, bind.source()), bind.remark());
    }

    /** Sets aside what was proposed. */
    @Transactional
    public Outcome<String> reject(Caller caller, ItemId item, String proposal, String reason) {
        scope.enter(caller);
        if (held(caller, item).isEmpty()) {
            return denials.denied(caller, ACTION, item.value());
        }
        return proposals.open(caller, proposal, item.value()).map(open -> {
            proposals.rejected(caller, vault.keysOf(item.value()), open, reason);
            return proposal;
        });
    }

    /** To what an item is bound, recorded as a look at it. */
    @Transactional
    public Outcome<BoundItem> get(Caller caller, ItemId item) {
        Outcome<BoundItem> shown = shown(caller, item);
        if (shown instanceof Outcome.Done) {
            accessLog.viewed(caller.actor(), item);
        }
        return shown;
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<BoundItem> shown(Caller caller, ItemId item) {
        scope.enter(caller);
        if (!evidence.administers(caller, item) || !Denials.mayWork(caller)) {
            return denials.denied(caller, "VIEW_BINDINGS", item.value());
        }
        Map<String, ConsentUnbindingRow> removed = new HashMap<>();
        rows.unbindings(item.value()).forEach(row -> removed.put(row.binding, row));
        int count = count(item);
        return Outcome.done(new BoundItem(
                rows.ofItem(item.value()).stream()
                        .map(row -> bound(row, removed.get(row.id)))
                        .toList(),
                proposals.pending(caller, vault.keysOf(item.value()), proposal -> count)));
    }

    private OptionalInt held(Caller caller, ItemId item) {
        OptionalInt latest = evidence.holdOwn(caller, item);
        return Denials.mayWork(caller) ? latest : OptionalInt.empty();
    }

    private Optional<Refusal> proven(Caller caller, Remark remark) {
        if (remark.reason() == null) {
            return Checks.invalid("/reason", "It is required.");
        }
        if (remark.evidence() == null) {
            return Checks.invalid("/evidence", "It is required: an item that shows why.");
        }
        return checks.evidence(caller, remark.evidence(), "/evidence");
    }

    private boolean isBound(ItemId item, @Nullable Integer version, Relation relation, String consent) {
        return rows.inForce(List.of(item.value())).stream()
                .anyMatch(row -> Objects.equals(row.version, version)
                        && row.relation.equals(relation.name())
                        && consent.equals(row.consent));
    }

    /** How much is recorded of an item's bindings. */
    private int count(ItemId item) {
        return rows.ofItem(item.value()).size() + rows.unbindings(item.value()).size();
    }

    private static Bound bound(ConsentBindingRow row, @Nullable ConsentUnbindingRow removed) {
        return new Bound(
                new BindingId(row.id),
                new ItemId(row.item),
                row.version,
                Relation.valueOf(row.relation),
                row.consent == null ? null : new ConsentId(row.consent),
                row.source == null ? null : new SourceId(row.source),
                new UserId(row.recordedBy),
                row.confirmedBy == null ? null : new UserId(row.confirmedBy),
                row.recordedAt,
                removed == null ? null : removed.recordedAt);
    }
}
