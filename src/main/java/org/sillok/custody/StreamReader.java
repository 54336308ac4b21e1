package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.Streams;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Slice;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TlogProof;

/**
 * Shows the statements of one stream as they are stored, and what proves them. The caller has decided who may see them
 * and has recorded it; the transaction is scoped to the stream's owner. No disclosure is opened here.
 */
@ApplicationScoped
public class StreamReader {
    private final Streams streams;
    private final Receipts receipts;
    private final TransparencyLog log;
    private final StatementKey key;

    StreamReader(Streams streams, Receipts receipts, TransparencyLog log, StatementKey key) {
        this.streams = streams;
        this.receipts = receipts;
        this.log = log;
        this.key = key;
    }

    /** The statements from number {@code from} on, in order. */
    @Transactional(TxType.MANDATORY)
    public Slice<RecordedStatement> list(StreamRef stream, long from, int limit) {
        Slice<StatementRow> rows = Slice.cut(
                id(stream).map(id -> streams.statements(id, from, limit + 1)).orElse(List.of()), limit);
        // One query for the page, not one for each line.
        Map<Digest, Long> indices = log.indices(
                rows.items().stream().map(row -> Digest.sha256(row.leafHash)).collect(Collectors.toSet()));
        return rows.map(row -> line(row, indices));
    }

    /** The stream's statement of that number. */
    @Transactional(TxType.MANDATORY)
    public Optional<SignedStatement> find(StreamRef stream, long seq) {
        return row(stream, seq).map(StreamReader::signed);
    }

    /** The leaf hash that must be published before a proof of that statement can be made. */
    @Transactional(TxType.MANDATORY)
    public Optional<Digest> leafHash(StreamRef stream, long seq) {
        return row(stream, seq).map(row -> Digest.sha256(row.leafHash));
    }

    /** The statement with its proof under the newest checkpoint; empty if that does not cover it. */
    @Transactional(TxType.MANDATORY)
    public Optional<LoggedStatement> prove(StreamRef stream, long seq) {
        Optional<StatementRow> row = row(stream, seq);
        SignedCheckpoint checkpoint = log.checkpoint();
        return row.flatMap(found -> log.indexOf(Digest.sha256(found.leafHash)))
                .filter(index -> index < checkpoint.checkpoint().size())
                .map(index -> {
                    TlogProof proof = log.proof(index, checkpoint);
                    return new LoggedStatement(
                            signed(row.get()), key.publicKey(), proof, checkpoint.checkpoint(), log.noteKey());
                });
    }

    /** What the service commits itself to about the stream, and the key it signs that with; empty before publication. */
    @Transactional(TxType.MANDATORY)
    public Optional<KeyedHead> head(StreamRef stream) {
        return receipts.findHead(stream, log.checkpoint().checkpoint().size())
                .map(head -> new KeyedHead(head, key.publicKey()));
    }

    /** A signed head with its key. */
    public record KeyedHead(SignedHead signed, P256PublicKey key) {}

    private static RecordedStatement line(StatementRow row, Map<Digest, Long> indices) {
        Digest leafHash = Digest.sha256(row.leafHash);
        return new RecordedStatement(
                row.key.seq(), Digest.sha256(row.digest), leafHash, indices.get(leafHash), row.recordedAt);
    }

    private Optional<StatementRow> row(StreamRef stream, long seq) {
        return id(stream)
                .flatMap(id -> streams.statements(id, seq, 1).stream()
                        .filter(row -> row.key.seq() == seq)
                        .findFirst());
    }

    private Optional<String> id(StreamRef stream) {
        return streams.of(stream.kind().name(), stream.subject()).map(row -> row.id);
    }

    static SignedStatement signed(StatementRow row) {
        try {
            return new SignedStatement(Statement.parse(row.bytes), Bytes.of(row.signature));
        } catch (CustodyFormatException e) {
            throw new IllegalStateException("a stored statement is malformed: run an audit", e);
        }
    }
}
