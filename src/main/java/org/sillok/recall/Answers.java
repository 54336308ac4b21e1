package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.Scope;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.RecallId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.AnswerText;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;
import org.sillok.recall.db.AnswerRows;
import org.sillok.recall.db.NoticeRows;

/**
 * Recipients answer notices, signed with their own key: the service cannot make such an answer. One that comes later supersedes
 * those before, which stay on record, up to a hundred. Answers are taken after the time is over as well.
 */
@ApplicationScoped
public class Answers {
    private static final String ACTION = "ANSWER_RECALL";
    /** All are shown with the notice, and each makes a statement. */
    private static final int MOST = 100;

    private final NoticeRows notices;
    private final AnswerRows answers;
    private final RecallAccess access;
    private final AnswerRecord record;
    private final NoticeSeals seals;
    private final PartyKeys partyKeys;
    private final Evidence evidence;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Answers(
            NoticeRows notices,
            AnswerRows answers,
            RecallAccess access,
            AnswerRecord record,
            NoticeSeals seals,
            PartyKeys partyKeys,
            Evidence evidence,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.notices = notices;
        this.answers = answers;
        this.access = access;
        this.record = record;
        this.seals = seals;
        this.partyKeys = partyKeys;
        this.evidence = evidence;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * What is to be signed for the next answer. The words that go with it are named by what stands for them, so that they are in
     * no address.
     *
     * @param explanation {@link AnswerText#commitment} to them
     */
    @Transactional
    public Outcome<ToAnswer> text(
            Caller caller,
            String id,
            Answer answer,
            @Nullable Ground ground,
            @Nullable Digest explanation,
            @Nullable Certificate certificate) {
        return access.received(caller, "VIEW_RECALL_ANSWER", id).then(seen -> {
            NoticeRows.Head head = seen.head();
            Optional<Refusal> refusal =
                    refusal(head, answer, ground, explanation != null).or(() -> tooMany(head));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Digest notice = Digest.sha256(head.digest());
            int number = head.answers() + 1;
            accessLog.viewed(caller.actor(), id);
            return Outcome.done(new ToAnswer(
                    new RecallId(id),
                    notice,
                    number,
                    new AnswerText(new RecallId(id), notice, number, answer, ground, explanation, certificate)
                            .bytes()));
        });
    }

    /** Takes an answer. Repeated as it was, with the same signature or another over the same text, it changes nothing. */
    @Transactional
    public Outcome<RecallId> answer(Caller caller, String id, NewAnswer sent) {
        return access.received(caller, ACTION, id).then(seen -> {
            Certificate certificate = sent.certificate();
            if (certificate != null && !evidence.isOwn(caller, certificate.item(), certificate.version())) {
                return refused("/certificate", "There is no such version of an item of your organisation.");
            }
            NoticeRows.Head head = notices.lock(id).orElseThrow();
            Optional<Refusal> refusal = refusal(head, sent.answer(), sent.ground(), sent.words() != null);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            if (repeats(caller, head, sent)) {
                return Outcome.done(new RecallId(id));
            }
            Optional<Refusal> full = tooMany(head);
            if (full.isPresent()) {
                return Outcome.refused(full.get());
            }
            Bytes text = text(head, head.answers() + 1, sent).bytes();
            Optional<PartyKeyId> key = partyKeys.signer(caller.party(), text, sent.signature());
            if (key.isEmpty()) {
                return refused(
                        "/signature",
                        "No key that is registered for your organisation made this signature over the exact text. The text"
                                + " says which answer it is: read it again if another one was given meanwhile.");
            }
            put(caller, head, sent, key.get());
            return Outcome.done(new RecallId(id));
        });
    }

    private static <T> Outcome<T> refused(String pointer, String detail) {
        return Outcome.refused(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }

    private static Optional<Refusal> tooMany(NoticeRows.Head head) {
        return head.answers() < MOST
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.CONFLICT,
                        "A notice takes " + MOST + " answers. Tell the repository what has changed since the newest."));
    }

    private static Optional<Refusal> refusal(
            NoticeRows.Head head, Answer answer, @Nullable Ground ground, boolean explained) {
        if (head.liftedAt() != null) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "The recall was lifted: nothing is asked any more."));
        }
        if (head.deliveredAt() == null) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "Load the notice first: the answer is about it."));
        }
        AnswerText.Fault fault = AnswerText.fault(answer, ground, explained);
        if (fault == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (fault) {
                    case GROUND_MISSING ->
                        Refusal.at(
                                ProblemCode.INVALID_FIELD,
                                "/ground",
                                "Who does not do all that was asked says on which ground.");
                    case GROUND_NOT_NEEDED ->
                        Refusal.at(ProblemCode.INVALID_FIELD, "/ground", "Who did all that was asked names no ground.");
                    case EXPLANATION_MISSING ->
                        Refusal.at(ProblemCode.INVALID_FIELD, "/text", "Another ground is said in words.");
                });
    }

    private static AnswerText text(NoticeRows.Head head, int number, NewAnswer sent) {
        Digest notice = Digest.sha256(head.digest());
        String words = sent.words();
        return new AnswerText(
                new RecallId(head.id()),
                notice,
                number,
                sent.answer(),
                sent.ground(),
                words == null ? null : AnswerText.commitment(notice, words),
                sent.certificate());
    }

    /** Whether it is the newest answer once more: the same, signed as that one. */
    private boolean repeats(Caller caller, NoticeRows.Head head, NewAnswer sent) {
        Optional<AnswerText> newest = answers.newest(head.id()).map(row -> text(head, row));
        if (newest.isEmpty()) {
            return false;
        }
        AnswerText again = text(head, head.answers(), sent);
        return newest.get().equals(again)
                && partyKeys
                        .signer(caller.party(), again.bytes(), sent.signature())
                        .isPresent();
    }

    private static AnswerText text(NoticeRows.Head head, AnswerRows.Row row) {
        String ground = row.ground();
        byte[] commitment = row.commitment();
        return new AnswerText(
                new RecallId(head.id()),
                Digest.sha256(head.digest()),
                row.number(),
                Answer.valueOf(row.answer()),
                ground == null ? null : Ground.valueOf(ground),
                commitment == null ? null : Digest.sha256(commitment),
                NoticeView.certificate(row));
    }

    private void put(Caller caller, NoticeRows.Head head, NewAnswer sent, PartyKeyId key) {
        Instant now = Timestamps.truncate(clock.instant());
        int number = head.answers() + 1;
        AnswerText text = text(head, number, sent);
        Bytes spki = partyKeys.history(caller.party()).stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .orElseThrow()
                .spki();
        scope.enterSystem();
        String words = sent.words();
        Digest commitment = text.explanation();
        Certificate certificate = text.certificate();
        Ground ground = text.ground();
        AnswerRows.Row row = new AnswerRows.Row(
                head.id(),
                number,
                text.answer().name(),
                ground == null ? null : ground.name(),
                words == null ? null : seals.words(head, number, words),
                commitment == null ? null : commitment.toArray(),
                certificate == null ? null : certificate.item().value(),
                certificate == null ? null : certificate.version(),
                key.value(),
                spki.toArray(),
                canonical(sent.signature()),
                caller.user().value(),
                now);
        answers.add(row);
        notices.answered(head.id(), number, row.answer(), row.ground(), now);
        record.answered(caller.actor(), head, row);
        scope.enter(caller);
    }

    /** The one form in which verifiers elsewhere take it. */
    private static byte[] canonical(Bytes signature) {
        try {
            return LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a signature that verified is none", e);
        }
    }
}
