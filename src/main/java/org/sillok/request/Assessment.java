package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.core.RequestTerms;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;
import org.sillok.sharing.Release;
import org.sillok.sharing.Releases;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.terms.Action;
import org.sillok.terms.Answer;
import org.sillok.terms.Decision;
import org.sillok.terms.Evaluator;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.QuestionWriter;
import org.sillok.terms.TermReader;
import org.sillok.terms.Vocabulary;
import org.sillok.vault.SubjectKeys;

/**
 * Decides about the lines of a request and keeps what was decided, so that it can be decided again from it. Every method
 * joins a transaction in the system's scope that has locked the request.
 */
@ApplicationScoped
class Assessment {
    /** So many lines are decided at once, which bounds memory. */
    static final int BATCH = 200;

    private final Releases releases;
    private final RequestStore store;
    private final RequestRows requests;
    private final LineRows lines;
    private final HolderRows holders;
    private final ConsultationRows consultations;
    private final RequestRecord record;
    private final RequestConfig config;
    private final Clock clock;
    private final Randomness randomness;

    Assessment(
            Releases releases,
            RequestStore store,
            RequestRows requests,
            LineRows lines,
            HolderRows holders,
            ConsultationRows consultations,
            RequestRecord record,
            RequestConfig config,
            Clock clock,
            Randomness randomness) {
        this.releases = releases;
        this.store = store;
        this.requests = requests;
        this.lines = lines;
        this.holders = holders;
        this.consultations = consultations;
        this.record = record;
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
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
        List<LineRows.Line> some = lines.page(head.id().value(), head.revision(), null, from, BATCH);
        if (some.isEmpty()) {
            return -1;
        }
        keep(run, some);
        return some.get(some.size() - 1).ordinal() + 1L;
    }

    /** Decides again about all lines of a holder, and what follows from it. */
    void decideAgain(RequestHead head, PartyId holder) {
        Run run = run(head);
        each(head, holder, some -> keep(run, some));
        settle(head, List.of(holder));
    }

    /** Holds what the lines of a holder rest on; false if something was bound meanwhile. */
    boolean hold(RequestHead head, PartyId holder) {
        List<MaterialRef> versions = new ArrayList<>();
        each(head, holder, some -> some.forEach(line -> versions.add(version(line))));
        return hold(head, versions);
    }

    /** Holds what these versions rest on; false if something was bound meanwhile. */
    boolean hold(RequestHead head, List<MaterialRef> versions) {
        return releases.hold(ask(head, store.terms(head)), versions);
    }

    /** All lines of a holder in the order of items and versions, some at a time. */
    void each(RequestHead head, PartyId holder, Consumer<List<LineRows.Line>> take) {
        String item = "";
        int version = 0;
        while (true) {
            List<LineRows.Line> some =
                    lines.held(head.id().value(), head.revision(), holder.value(), item, version, BATCH);
            if (some.isEmpty()) {
                return;
            }
            take.accept(some);
            item = some.get(some.size() - 1).item();
            version = some.get(some.size() - 1).version();
        }
    }

    static MaterialRef version(LineRows.Line line) {
        return new MaterialRef(new ItemId(line.item()), line.version());
    }

    private void keep(Run run, List<LineRows.Line> some) {
        RequestHead head = run.head();
        SubjectKeys keys = store.keys(head.id());
        Map<MaterialRef, Decided> decided =
                decide(run, some.stream().map(Assessment::version).toList());
        List<LineRows.Decided> rows = new ArrayList<>();
        for (LineRows.Line line : some) {
            Decided one = decided.get(version(line));
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

    /** What follows from the decisions about the lines of these holders: what they approve, who is asked, what is on record. */
    void settle(RequestHead head, List<PartyId> whose) {
        String id = head.id().value();
        for (PartyId holder : whose) {
            HolderBasis basis = new HolderBasis(head.id(), head.revision(), holder);
            Set<InstrumentRef> causes = new TreeSet<>();
            SubjectKeys keys = store.keys(head.id());
            each(
                    head,
                    holder,
                    some -> some.forEach(line -> {
                        byte[] rests = line.basis();
                        String outcome = line.outcome();
                        byte[] decision = line.decision();
                        if (rests != null && outcome != null && decision != null) {
                            basis.add(
                                    version(line),
                                    Digest.sha256(rests),
                                    Outcome.valueOf(outcome),
                                    line.available(),
                                    line.refusal() != null);
                            if (outcome.equals(Outcome.CONSULT.name()) && line.refusal() == null) {
                                causes.addAll(Shown.asks(store.open(
                                        keys, RequestStore.decision(head.revision(), line.ordinal()), decision)));
                            }
                        }
                    }));
            int granted = basis.granted();
            holders.put(id, head.revision(), holder.value(), basis.digest().toArray(), granted);
            consult(head, holder, causes);
        }
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
            asked.add(instrument);
            if (ConsultationState.valueOf(row.state()).open() && !causes.contains(instrument)) {
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
