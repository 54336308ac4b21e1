package org.sillok.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.custody.core.StatementBuilder;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TlogProof;

/** A log with an invented item's stream among other entries, and receipts for it. */
final class VerifyFixtures {
    private static final long TIME = 1_763_700_000;
    static final int BEFORE = 4;

    /** The statements in the order of their stream, and what each of them discloses. */
    final List<StatementBuilder.Built> statements = new ArrayList<>();

    /** The log's leaves, in order; statements stand at {@link #BEFORE}, then at every second place. */
    final List<Digest> leaves = new ArrayList<>();

    final List<Long> indices = new ArrayList<>();

    static VerifyFixtures aLogWith(int statements) {
        VerifyFixtures log = new VerifyFixtures();
        for (int i = 0; i < BEFORE; i++) {
            log.strangersEntry();
        }
        for (int i = 0; i < statements; i++) {
            log.append(
                    i == 0
                            ? CustodyFixtures.aDeposit()
                            : CustodyFixtures.build(
                                    log.statements.get(i - 1).statement().next(),
                                    CustodyFixtures.factsOf(EventType.METADATA_CORRECTED, i + 1),
                                    List.of()));
            log.strangersEntry();
        }
        return log;
    }

    void append(StatementBuilder.Built built) {
        statements.add(built);
        indices.add((long) leaves.size());
        SignedStatement signed = CustodyFixtures.signed(built.statement());
        leaves.add(Merkle.leafHash(HashedRekordLeaf.of(
                built.statement().digest(),
                signed.signature().toArray(),
                CustodyFixtures.aStatementKey().publicKey().spki())));
    }

    void strangersEntry() {
        leaves.add(Sha2.sha256(Bytes.utf8("another entry " + leaves.size())));
    }

    /** The first key of RFC 8032, and the ML-DSA-44 key of the same seed. */
    static CheckpointSigner aLogKey() {
        return key("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    }

    static CheckpointSigner anotherLogKey() {
        return key("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    }

    private static CheckpointSigner key(String seed) {
        byte[] bytes = HexFormat.of().parseHex(seed);
        try {
            return new CheckpointSigner(
                    CustodyFixtures.ORIGIN, Ed25519PrivateKey.ofSeed(bytes), MlDsa44PrivateKey.ofSeed(bytes));
        } catch (KeyFormatException e) {
            throw new AssertionError(e);
        }
    }

    static NoteKey logKey(CheckpointSigner key) {
        return key.log();
    }

    static List<String> vkeys(CheckpointSigner key) {
        return List.of(key.log().vkey(), key.postQuantum().vkey());
    }

    static Trust trust() {
        return new Trust(List.of(), List.of(aLogKey().policy()));
    }

    SignedCheckpoint checkpoint() {
        return checkpoint(aLogKey(), leaves.size());
    }

    SignedCheckpoint checkpoint(CheckpointSigner key, int size) {
        return key.sign(new Checkpoint(CustodyFixtures.ORIGIN, size, root(0, size)), TIME);
    }

    String proof(int statement, SignedCheckpoint checkpoint) {
        long index = indices.get(statement);
        List<Digest> path = path(index, 0, (int) checkpoint.checkpoint().size());
        return TlogProof.of(new InclusionProof(index, checkpoint.checkpoint().size(), path), checkpoint)
                .text();
    }

    Receipt.Entry entry(int statement) {
        return entry(statement, statements.get(statement).disclosures());
    }

    Receipt.Entry entry(int statement, List<Disclosure> disclosures) {
        return new Receipt.Entry(
                CustodyFixtures.signed(statements.get(statement).statement()),
                disclosures,
                proof(statement, checkpoint()));
    }

    SignedHead head(int statement, int size) {
        Statement last = statements.get(statement).statement();
        byte[] salt = CustodyFixtures.pseudoRandom("head", Head.SALT_LENGTH);
        return SignedHead.sign(Head.of(CustodyFixtures.aStream(), salt, last, size), CustodyFixtures.aStatementKey());
    }

    SignedHead head() {
        return head(statements.size() - 1, leaves.size());
    }

    Receipt receipt(List<Receipt.Entry> entries, SignedHead head) {
        return new Receipt(
                entries, head, List.of(CustodyFixtures.aStatementKey().publicKey()), vkeys(aLogKey()), List.of());
    }

    /** The receipt for statements {@code from} to {@code to}, both included. */
    Receipt receipt(int from, int to) {
        List<Receipt.Entry> entries = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            entries.add(entry(i));
        }
        return receipt(entries, head());
    }

    static FileDigests file(String name, byte[] content) {
        return new FileDigests(name, Sha2.sha256(content), Sha2.sha512(content), content.length);
    }

    // RFC 6962 by recursion, as the definition reads; the product computes it otherwise.

    private Digest root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        return Merkle.nodeHash(root(from, middle), root(middle, to));
    }

    private List<Digest> path(long index, int from, int to) {
        if (to - from == 1) {
            return new ArrayList<>();
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        List<Digest> path = index < middle ? path(index, from, middle) : path(index, middle, to);
        path.add(index < middle ? root(middle, to) : root(from, middle));
        return path;
    }

    static byte[] changed(byte[] bytes, int place, int mask) {
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        copy[place] ^= (byte) mask;
        return copy;
    }
}
