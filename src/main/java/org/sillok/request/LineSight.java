package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.discovery.Findings;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.LineRows;
import org.sillok.sharing.Withheld;
import org.sillok.sharing.core.ReasonWording;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.SubjectKeys;

/** What each line of one request is shown as to one reader. Joins a transaction in the system's scope. */
@ApplicationScoped
class LineSight {
    private final RequestStore store;
    private final HolderRows holders;
    private final ConsultationRows consultations;
    private final CountingApprovals counting;
    private final Findings findings;
    private final Withheld withheld;

    LineSight(
            RequestStore store,
            HolderRows holders,
            ConsultationRows consultations,
            CountingApprovals counting,
            Findings findings,
            Withheld withheld) {
        this.store = store;
        this.holders = holders;
        this.consultations = consultations;
        this.counting = counting;
        this.findings = findings;
        this.withheld = withheld;
    }

    /** What the lines of a request are shown with. */
    record Context(
            PartyId requester,
            Viewpoint viewpoint,
            Set<String> approved,
            Map<String, Set<InstrumentRef>> waiting,
            KeyOpener opener) {
        LineStanding standing(LineRows.Line line) {
            String holder = line.holder();
            boolean hidden = viewpoint == Viewpoint.REQUESTER && !line.available();
            String outcome = line.outcome();
            return LineStanding.of(
                    line.decidedAt() != null,
                    hidden || outcome == null ? null : org.sillok.terms.Outcome.valueOf(outcome),
                    line.refusal() != null,
                    holder != null && consulting(line, holder),
                    holder != null && line.available() && approved.contains(holder));
        }

        private boolean consulting(LineRows.Line line, String holder) {
            Set<InstrumentRef> asked = waiting.getOrDefault(holder, Set.of());
            return !asked.isEmpty()
                    && org.sillok.terms.Outcome.CONSULT.name().equals(line.outcome())
                    && opener.kept(line)
                            .map(kept -> Shown.asks(kept).stream().anyMatch(asked::contains))
                            .orElse(false);
        }
    }

    /** Opens what was kept of a line's decision. */
    interface KeyOpener {
        Optional<JsonObject> kept(LineRows.Line line);
    }

    Context context(RequestStore.Seen seen) {
        RequestHead head = seen.head();
        Set<String> approved = new HashSet<>();
        holders.all(head.id().value(), head.revision()).stream()
                .filter(one -> counting.isApproved(head, one))
                .forEach(one -> approved.add(one.party()));
        Map<String, Set<InstrumentRef>> waiting = new HashMap<>();
        consultations.all(head.id().value(), head.revision(), null).stream()
                .filter(one -> ConsultationState.valueOf(one.state()).open())
                .forEach(one -> waiting.computeIfAbsent(one.party(), none -> new HashSet<>())
                        .add(new InstrumentRef(one.instrument(), one.version())));
        SubjectKeys keys = store.keys(head.id());
        return new Context(head.requester(), seen.viewpoint(), approved, waiting, line -> {
            byte[] decision = line.decision();
            return decision == null
                    ? Optional.empty()
                    : Optional.of(store.open(keys, RequestStore.decision(head.revision(), line.ordinal()), decision));
        });
    }

    /**
     * These lines as the reader may know of them now: to the requester, one whose version was held back since it was decided
     * about is like one that it may not know of. The same number of queries however many there are.
     */
    List<LineRows.Line> known(RequestStore.Seen seen, List<LineRows.Line> some) {
        if (seen.viewpoint() != Viewpoint.REQUESTER) {
            return some;
        }
        Set<MaterialRef> back = withheld.among(some.stream()
                .filter(LineRows.Line::available)
                .map(HeldLines::version)
                .toList());
        return back.isEmpty()
                ? some
                : some.stream()
                        .map(line -> back.contains(HeldLines.version(line)) ? line.unavailable() : line)
                        .toList();
    }

    /** The line as the reader of that context sees it. */
    SeenLine seen(Context context, LineRows.Line line, ReasonWording wording) {
        boolean insider = context.viewpoint() != Viewpoint.REQUESTER;
        LineStanding standing = context.standing(line);
        Optional<JsonObject> kept =
                insider || line.available() ? context.opener().kept(line) : Optional.empty();
        boolean told = standing != LineStanding.NOT_AVAILABLE && standing != LineStanding.PENDING;
        String refusal = line.refusal();
        return new SeenLine(
                line.ordinal(),
                HeldLines.version(line),
                insider || !line.found()
                        ? null
                        : findings.name(
                                context.requester(), HeldLines.version(line).item()),
                standing,
                told ? line.holder() : null,
                told && insider ? line.outcome() : null,
                told && refusal != null ? RefusalReason.valueOf(refusal) : null,
                told ? kept.map(one -> Shown.reasons(one, insider, wording)).orElse(List.of()) : List.of(),
                told ? kept.map(one -> Shown.obligations(one, insider)).orElse(JsonArray.of()) : JsonArray.of(),
                told ? kept.map(Shown::window).orElse(null) : null);
    }
}
