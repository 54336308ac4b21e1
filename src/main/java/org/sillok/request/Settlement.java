package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sillok.consent.BoundConsents;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.RequestRows;
import org.sillok.terms.Evaluator;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.Vocabulary;
import org.sillok.vault.SubjectKeys;

/**
 * What follows from decisions about lines: what their holders have to approve, who has to be asked, and what is on record.
 * Joins a transaction in the system's scope that has locked the request.
 */
@ApplicationScoped
class Settlement {
    private final RequestStore store;
    private final RequestRows requests;
    private final HeldLines held;
    private final HolderRows holders;
    private final ConsultationRows consultations;
    private final CountingApprovals counting;
    private final BoundConsents bound;
    private final RequestRecord record;
    private final RequestConfig config;
    private final Clock clock;
    private final Randomness randomness;

    Settlement(
            RequestStore store,
            RequestRows requests,
            HeldLines held,
            HolderRows holders,
            ConsultationRows consultations,
            CountingApprovals counting,
            BoundConsents bound,
            RequestRecord record,
            RequestConfig config,
            Clock clock,
            Randomness randomness) {
        this.store = store;
        this.requests = requests;
        this.held = held;
        this.holders = holders;
        this.consultations = consultations;
        this.counting = counting;
        this.bound = bound;
        this.record = record;
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Draws it for the lines of these holders. */
    void settle(RequestHead head, List<PartyId> whose) {
        String id = head.id().value();
        Map<PartyId, Set<InstrumentRef>> ask = new LinkedHashMap<>();
        for (PartyId holder : whose) {
            StandingBasis basis = standing(head, holder);
            Set<InstrumentRef> causes = new TreeSet<>();
            SubjectKeys keys = store.keys(head.id());
            held.each(
                    head,
                    holder,
                    some -> some.forEach(line -> {
                        byte[] decision = line.decision();
                        basis.add(line);
                        if (decision != null
                                && Outcome.CONSULT.name().equals(line.outcome())
                                && line.refusal() == null) {
                            causes.addAll(Shown.asks(store.open(
                                    keys, RequestStore.decision(head.revision(), line.ordinal()), decision)));
                        }
                    }));
            int granted = basis.granted();
            holders.put(id, head.revision(), holder.value(), basis.digest().toArray(), granted);
            ask.put(holder, causes);
        }
        forgetStopped(ask.values());
        ask.forEach((holder, causes) -> consult(head, holder, causes));
        List<HolderRows.Holder> all = holders.all(id, head.revision());
        Digest total = total(head, all);
        requests.assessed(id, total.toArray());
        record.state(
                head,
                EventType.ASSESSED,
                null,
                JsonObject.builder()
                        .put("revision", head.revision())
                        .put("vocabulary", Vocabulary.VERSION)
                        .put("evaluator", Evaluator.VERSION)
                        .build(),
                Fact.of(Field.BASIS, total.base64Url()),
                Fact.of(Field.RECIPIENT, head.requester().value()));
    }

    /**
     * Nobody is asked about a consent that was taken back since it was decided with. All are held before anything is put on
     * record: whoever takes one back waits, and ends what is asked here; or came first.
     */
    private void forgetStopped(Collection<Set<InstrumentRef>> causes) {
        Set<String> stopped = bound.holdAndFindStopped(causes.stream()
                .flatMap(Set::stream)
                .map(InstrumentRef::id)
                .filter(id -> Ids.isWellFormed(ConsentId.PREFIX, id))
                .collect(Collectors.toSet()));
        causes.forEach(some -> some.removeIf(cause -> stopped.contains(cause.id())));
    }

    private StandingBasis standing(RequestHead head, PartyId holder) {
        String id = head.id().value();
        Optional<HolderRows.Holder> before = holders.find(id, head.revision(), holder.value());
        if (before.isEmpty()) {
            return new StandingBasis(head, holder, null, 0, 0);
        }
        byte[] basis = before.get().basis();
        return new StandingBasis(
                head,
                holder,
                counting.allCount(head, before.get()) ? Digest.sha256(basis) : null,
                holders.pastApprovals(id, head.revision(), holder.value(), basis),
                holders.approvals(id, head.revision(), holder.value(), basis).size());
    }

    private static Digest total(RequestHead head, List<HolderRows.Holder> all) {
        MessageDigest sha256 = Sha2.newSha256();
        StringBuilder text = new StringBuilder("sillok/request-basis/1\n" + head.id() + "\n" + head.revision() + "\n");
        all.forEach(one -> text.append(one.party())
                .append(' ')
                .append(Digest.sha256(one.basis()).base64Url())
                .append('\n'));
        return Digest.sha256(sha256.digest(text.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Asks what has not been asked, and waits no longer for what is no cause any more. */
    private void consult(RequestHead head, PartyId holder, Set<InstrumentRef> causes) {
        String id = head.id().value();
        Instant now = now();
        Set<InstrumentRef> asked = new HashSet<>();
        for (ConsultationRows.Consultation row : consultations.all(id, head.revision(), holder.value())) {
            InstrumentRef instrument = new InstrumentRef(row.instrument(), row.version());
            ConsultationState state = ConsultationState.valueOf(row.state());
            // What was closed was not answered: it is asked again if it has become a cause again.
            if (state != ConsultationState.CLOSED) {
                asked.add(instrument);
            }
            if (state.open() && !causes.contains(instrument)) {
                consultations.end(row.id(), ConsultationState.CLOSED.name());
            }
        }
        Instant deadline = now.plus(config.consultation());
        Instant until = deadline.isBefore(head.replyBy()) ? deadline : head.replyBy();
        if (!now.isBefore(until)) {
            return;
        }
        for (InstrumentRef cause : causes) {
            if (asked.contains(cause)) {
                continue;
            }
            ConsultationId consultation = ConsultationId.fresh(randomness);
            consultations.ask(new ConsultationRows.Consultation(
                    consultation.value(),
                    id,
                    head.revision(),
                    holder.value(),
                    cause.id(),
                    cause.version(),
                    ConsultationState.OPEN.name(),
                    until,
                    now,
                    null,
                    null,
                    null,
                    null));
            record.state(
                    head,
                    EventType.CONSULTED,
                    null,
                    JsonObject.builder()
                            .put("consultation", consultation.value())
                            .put("revision", head.revision())
                            .put("party", holder.value())
                            .put("instrument", cause.toString())
                            .put("deadline", Timestamps.format(until))
                            .build());
            record.tell(List.of(holder), Happening.CONSULTATION_ASKED, consultation.value());
        }
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
