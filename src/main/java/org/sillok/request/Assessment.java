package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.RequestTerms;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.LineRows;
import org.sillok.sharing.Release;
import org.sillok.sharing.Releases;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.terms.Action;
import org.sillok.terms.Answer;
import org.sillok.terms.Decision;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.QuestionWriter;
import org.sillok.terms.TermReader;
import org.sillok.vault.SubjectKeys;

/**
 * Decides about the lines of a request and keeps what was decided, so that it can be decided again from it. Every method
 * joins a transaction in the system's scope that has locked the request.
 */
@ApplicationScoped
class Assessment {
    private final Releases releases;
    private final RequestStore store;
    private final LineRows lines;
    private final HeldLines held;
    private final ConsultationRows consultations;
    private final Settlement settlement;
    private final Clock clock;

    Assessment(
            Releases releases,
            RequestStore store,
            LineRows lines,
            HeldLines held,
            ConsultationRows consultations,
            Settlement settlement,
            Clock clock) {
        this.releases = releases;
        this.store = store;
        this.lines = lines;
        this.held = held;
        this.consultations = consultations;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * What the lines of one revision are decided with.
     *
     * @param answers what each holder answered, which counts for its own lines
     */
    record Run(
            RequestHead head,
            ReleaseAsk ask,
            ReleaseAsk discover,
            Map<PartyId, Map<InstrumentRef, List<Answer>>> answers) {
        Map<InstrumentRef, List<Answer>> of(PartyId holder) {
            return answers.getOrDefault(holder, Map.of());
        }
    }

    /** A decision about a line, and whether the requester may know of it. */
    record Decided(Release release, boolean available) {}

    Run run(RequestHead head) {
        ReleaseAsk ask = ask(head, store.terms(head));
        Map<PartyId, Map<InstrumentRef, List<Answer>>> answers = new HashMap<>();
        consultations.all(head.id().value(), head.revision(), null).stream()
                .map(store::consultation)
                .forEach(one -> {
                    JsonObject answer = one.answer();
                    boolean counts =
                            one.state() == ConsultationState.PERMITTED || one.state() == ConsultationState.REFUSED;
                    if (answer != null && counts) {
                        answers.computeIfAbsent(one.party(), none -> new HashMap<>())
                                .computeIfAbsent(one.instrument(), none -> new ArrayList<>())
                                .add(new Answer(head.id(), TermReader.read(answer.get(Consultations.TERM), "")));
                    }
                });
        return new Run(head, ask, with(ask, Set.of(Action.DISCOVER)), answers);
    }

    static ReleaseAsk ask(RequestHead head, RequestTerms terms) {
        return new ReleaseAsk(
                head.id(),
                head.requester(),
                terms.caseRef(),
                terms.actions(),
                terms.purposes(),
                terms.proceeding(),
                terms.places(),
                terms.parts(),
                terms.undertakings(),
                terms.handedOnTo());
    }

    private static ReleaseAsk with(ReleaseAsk ask, Set<Action> actions) {
        return new ReleaseAsk(
                ask.id(),
                ask.requester(),
                ask.caseRef(),
                actions,
                ask.purposes(),
                ask.proceeding(),
                ask.places(),
                ask.parts(),
                ask.undertakings(),
                ask.handedOnTo());
    }

    /** Decides; a version that does not exist is missing in the answer. */
    Map<MaterialRef, Decided> decide(Run run, List<MaterialRef> versions) {
        Set<MaterialRef> known = releases.decide(run.discover(), versions, run::of).stream()
                .filter(release -> release.decision().permits())
                .map(Release::version)
                .collect(Collectors.toSet());
        return releases.decide(run.ask(), versions, run::of).stream()
                .collect(Collectors.toMap(
                        Release::version, release -> new Decided(release, known.contains(release.version()))));
    }

    /** Decides about the lines from {@code from} on and keeps it; the number after the last, or -1 if there are no more. */
    long decideFrom(Run run, long from) {
        RequestHead head = run.head();
        List<LineRows.Line> some = lines.page(head.id().value(), head.revision(), null, from, HeldLines.BATCH);
        if (some.isEmpty()) {
            return -1;
        }
        keep(run, some);
        return some.get(some.size() - 1).ordinal() + 1L;
    }

    /** Decides again about all lines of a holder, and what follows from it. */
    void decideAgain(RequestHead head, PartyId holder) {
        Run run = run(head);
        held.each(head, holder, some -> keep(run, some));
        settlement.settle(head, List.of(holder));
    }

    /** Holds what the lines of a holder rest on; false if something was bound meanwhile. */
    boolean hold(RequestHead head, PartyId holder) {
        List<MaterialRef> versions = new ArrayList<>();
        held.each(head, holder, some -> some.forEach(line -> versions.add(HeldLines.version(line))));
        return hold(head, versions);
    }

    /** Holds what these versions rest on; false if something was bound meanwhile. */
    boolean hold(RequestHead head, List<MaterialRef> versions) {
        return releases.hold(ask(head, store.terms(head)), versions);
    }

    private void keep(Run run, List<LineRows.Line> some) {
        RequestHead head = run.head();
        SubjectKeys keys = store.keys(head.id());
        Map<MaterialRef, Decided> decided =
                decide(run, some.stream().map(HeldLines::version).toList());
        List<LineRows.Decided> rows = new ArrayList<>();
        for (LineRows.Line line : some) {
            Decided one = decided.get(HeldLines.version(line));
            if (one == null) {
                rows.add(new LineRows.Decided(line.ordinal(), line.holder(), false, null, null, null, null));
            } else {
                Release release = one.release();
                Decision decision = release.decision();
                rows.add(new LineRows.Decided(
                        line.ordinal(),
                        release.owner().value(),
                        one.available(),
                        decision.outcome().name(),
                        release.basis().toArray(),
                        store.seal(keys, RequestStore.decision(head.revision(), line.ordinal()), Shown.write(release)),
                        store.sealRecord(
                                keys,
                                RequestStore.record(head.revision(), line.ordinal()),
                                compressed(JsonObject.builder()
                                        .put("question", QuestionWriter.write(release.question()))
                                        .put(
                                                "asOf",
                                                Timestamps.format(
                                                        release.question().asOf()))
                                        .put("decision", QuestionWriter.write(decision))
                                        .build()))));
            }
        }
        lines.decided(head.id().value(), head.revision(), now(), rows);
    }

    private static byte[] compressed(JsonObject json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(CompactJson.write(json));
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
