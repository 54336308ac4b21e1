package org.sillok.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Link;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.Standing;
import org.sillok.audit.core.StreamChain;
import org.sillok.crypto.Sha2;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.StoredStream;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** Goes through all statements in the order of their streams, a page at a time. */
final class StreamCheck {
    private static final int PAGE = 512;
    /** Kinds whose first statement is made by the party that owns the stream. */
    private static final Set<StreamKind> OWNED = Set.of(
            StreamKind.ITEM,
            StreamKind.SOURCE,
            StreamKind.AGREEMENT,
            StreamKind.CONSENT,
            StreamKind.REQUEST,
            StreamKind.ACCESS);
    /** Where statements of a kind name what their stream is about. */
    private static final Map<StreamKind, Field> SUBJECTS = Map.of(
            StreamKind.ITEM, Field.ITEM,
            StreamKind.SOURCE, Field.SOURCE,
            StreamKind.AGREEMENT, Field.AGREEMENT,
            StreamKind.CONSENT, Field.CONSENT,
            StreamKind.REQUEST, Field.REQUEST);

    private final CustodyInspection custody;
    private final LeafStandings leaves;
    private final StatementCheck statements;
    private final ItemCheck items;
    private final AgreementCheck agreements;
    private final RowChecks rows;
    private final Findings findings;
    private final Tally tally;
    private boolean repositorySound = true;
    private @Nullable Stream current;

    /** What is known of the stream that is being read. */
    private static final class Stream {
        private final String id;
        private final Optional<StoredStream> row;
        private final StreamChain chain;
        private final ItemAccount account;
        private final List<CheckedStatement> ofAgreement = new ArrayList<>();
        private final List<CheckedStatement> kept = new ArrayList<>();
        private @Nullable StreamKind kind;
        private @Nullable String subject;
        private boolean lacks;
        private boolean isOfRepository;

        Stream(String id, Optional<StoredStream> row, Findings findings) {
            this.id = id;
            this.row = row;
            this.chain = new StreamChain(id, findings);
            this.account = new ItemAccount();
            this.isOfRepository = row.filter(head -> head.kind().equals(StreamKind.REPOSITORY.name()))
                    .isPresent();
        }
    }

    StreamCheck(
            CustodyInspection custody,
            LeafStandings leaves,
            StatementCheck statements,
            ItemCheck items,
            AgreementCheck agreements,
            RowChecks rows,
            Findings findings,
            Tally tally) {
        this.custody = custody;
        this.leaves = leaves;
        this.statements = statements;
        this.items = items;
        this.agreements = agreements;
        this.rows = rows;
        this.findings = findings;
        this.tally = tally;
    }

    void run() {
        StoredStatement last = null;
        List<StoredStatement> page = custody.after(null, PAGE);
        while (!page.isEmpty()) {
            check(page);
            last = page.get(page.size() - 1);
            tally.statements += page.size();
            tally.did(page.size());
            page = custody.after(last, PAGE);
        }
        endStream();
        new EmptyStreams(custody, findings).run();
    }

    /** Whether a statement may be added to the repository's own stream. */
    boolean isRepositorySound() {
        return repositorySound;
    }

    private void check(List<StoredStatement> page) {
        Set<String> ids = page.stream().map(StoredStatement::stream).collect(Collectors.toSet());
        Map<String, StoredStream> streams =
                custody.streams(ids).stream().collect(Collectors.toMap(StoredStream::id, stream -> stream));
        Map<Digest, Standing> standings =
                leaves.of(page.stream().map(StoredStatement::leafHash).toList());
        for (StoredStatement row : page) {
            Stream stream = current;
            if (stream == null || !stream.id.equals(row.stream())) {
                endStream();
                stream = new Stream(row.stream(), Optional.ofNullable(streams.get(row.stream())), findings);
                current = stream;
            }
            check(stream, row, standings.getOrDefault(row.leafHash(), new Standing.Absent()));
        }
    }

    private void check(Stream stream, StoredStatement row, Standing standing) {
        Place place = Place.statement(row.stream(), row.seq());
        Optional<CheckedStatement> checked = statements.check(row);
        if (standing instanceof Standing.Absent) {
            findings.add(FindingCode.STATEMENT_UNLOGGED, place, "its leaf is neither in the log nor in the outbox");
        }
        boolean genuine = checked.isPresent() && !(standing instanceof Standing.Absent);
        stream.chain.add(new Link(
                row.seq(),
                checked.map(statement -> statement.statement().seq()).orElse(row.seq()),
                Sha2.sha256(row.kept().bytes()),
                checked.flatMap(statement -> statement.statement().position().previous()),
                standing,
                genuine));
        stream.row
                .filter(head -> !head.owner().equals(row.owner()))
                .ifPresent(head -> findings.add(
                        FindingCode.STATEMENT_ALTERED, place, "its row belongs to another party than its stream"));
        if (genuine) {
            checked.ifPresent(statement -> add(stream, statement));
        } else {
            stream.account.lacksOne();
            stream.lacks = true;
        }
    }

    private void add(Stream stream, CheckedStatement statement) {
        stream.account.add(statement);
        Optional<EventType> type = statement.type();
        if (type.isEmpty()) {
            stream.lacks = true;
        } else if (type.get().stream() == StreamKind.AGREEMENT) {
            stream.ofAgreement.add(statement);
        }
        type.ifPresent(found -> keep(stream, statement, found));
        stream.isOfRepository |=
                type.filter(found -> found.stream() == StreamKind.REPOSITORY).isPresent();
        if (type.isEmpty() || stream.row.isEmpty()) {
            return;
        }
        StoredStream row = stream.row.get();
        StreamKind kind = type.get().stream();
        if (!row.kind().equals(kind.name())) {
            findings.add(
                    FindingCode.STREAM_HEAD_ALTERED,
                    Place.stream(row.id()),
                    "the row's kind is not the one of its statements");
        } else if (statement.row().seq() == 0 && OWNED.contains(kind)) {
            Optional<String> party = statement.facts().flatMap(facts -> facts.text(Field.PARTY));
            if (party.isPresent() && !party.get().equals(row.owner())) {
                findings.add(
                        FindingCode.STREAM_HEAD_ALTERED,
                        Place.stream(row.id()),
                        "the row's owner is not the party that began the stream");
            }
        }
        Optional<String> subject = subject(statement, kind);
        if (subject.isPresent() && !subject.get().equals(row.subject())) {
            findings.add(
                    FindingCode.STREAM_HEAD_ALTERED,
                    Place.stream(row.id()),
                    "the row's subject is not the " + kind.name().toLowerCase(Locale.ROOT) + " of its statements");
        }
    }

    private static Optional<String> subject(CheckedStatement statement, StreamKind kind) {
        return Optional.ofNullable(SUBJECTS.get(kind))
                .flatMap(field -> statement.facts().flatMap(facts -> facts.text(field)));
    }

    /** Keeps what checks of rows will ask for. */
    private void keep(Stream stream, CheckedStatement statement, EventType type) {
        if (stream.kind == null) {
            stream.kind = type.stream();
        }
        if (stream.subject == null) {
            stream.subject = subject(statement, stream.kind).orElse(null);
        }
        if (rows.wants(type)) {
            stream.kept.add(statement);
        } else if (type.stream() == StreamKind.REPOSITORY) {
            rows.repository().add(statement);
        }
    }

    private void endStream() {
        Stream ended = current;
        if (ended == null) {
            return;
        }
        current = null;
        tally.streams++;
        if (ended.row.isEmpty()) {
            findings.add(FindingCode.STREAM_HEAD_ALTERED, Place.stream(ended.id), "the row of the stream is gone");
        }
        ended.row.ifPresent(row -> ended.chain.end(row.nextSeq(), head(row)));
        if (!ended.chain.isSound() || ended.row.isEmpty()) {
            repositorySound &= !ended.isOfRepository;
        }
        if (ended.account.isOfItem()) {
            items.check(ended.id, ended.account, ended.row, ended.chain.isSound());
        }
        if (!ended.ofAgreement.isEmpty()) {
            agreements.check(ended.ofAgreement, ended.row, ended.chain.isSound() && !ended.lacks);
        }
        checkRows(ended);
    }

    private void checkRows(Stream ended) {
        boolean complete = ended.chain.isSound() && !ended.lacks;
        if (ended.isOfRepository && !complete) {
            rows.repository().lacksSome();
        }
        // Of a stream of which nothing can be read there is only what its row says.
        kind(ended)
                .ifPresent(kind -> rows.ended(
                        kind,
                        Optional.ofNullable(ended.subject).or(() -> ended.row.map(StoredStream::subject)),
                        ended.row,
                        ended.kept,
                        complete));
    }

    private static Optional<StreamKind> kind(Stream ended) {
        return Optional.ofNullable(ended.kind)
                .or(() -> ended.row.flatMap(row -> Arrays.stream(StreamKind.values())
                        .filter(kind -> kind.name().equals(row.kind()))
                        .findFirst()));
    }

    static Optional<Digest> head(StoredStream row) {
        Bytes head = row.headDigest();
        return head == null || head.length() != Digest.Algorithm.SHA_256.length()
                ? Optional.empty()
                : Optional.of(Digest.sha256(head.toArray()));
    }
}
