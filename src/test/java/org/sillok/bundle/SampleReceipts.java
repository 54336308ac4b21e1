package org.sillok.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.Position;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.StatementBuilder;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.StreamId;
import org.sillok.kernel.UserId;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TlogProof;

/** A log with one signed deposit for each of several invented items, and their receipts. */
final class SampleReceipts {
    private static final long TIME = 1_763_700_000;

    private final List<StreamId> streams = new ArrayList<>();
    private final List<StatementBuilder.Built> statements = new ArrayList<>();
    private final List<SignedStatement> signed = new ArrayList<>();
    private final List<Digest> leaves = new ArrayList<>();
    private final Map<List<Integer>, Digest> roots = new HashMap<>();

    static CheckpointSigner logKey() {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        try {
            return new CheckpointSigner(
                    CustodyFixtures.ORIGIN, Ed25519PrivateKey.ofSeed(seed), MlDsa44PrivateKey.ofSeed(seed));
        } catch (KeyFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** Records the deposit of the next item, with these files. */
    void deposit(List<PlannedFile> files) {
        String label = "item " + statements.size();
        StreamId stream = StreamId.fresh(CustodyFixtures.randomness("stream " + label));
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.stream(stream),
                Fact.type(EventType.DEPOSITED),
                Fact.time(CustodyFixtures.TIME.plusSeconds(statements.size())),
                Fact.actor(UserId.fresh(CustodyFixtures.randomness("user"))),
                Fact.of(Field.PARTY, Ids.fresh("pty", CustodyFixtures.randomness("party"))),
                Fact.signedByService(),
                Fact.of(
                        Field.ITEM,
                        ItemId.fresh(CustodyFixtures.randomness("item " + label))
                                .value()),
                Fact.of(Field.VERSION, 1)));
        for (PlannedFile file : files) {
            int number = file.number();
            facts.add(Fact.object(number, ObjectId.fresh(CustodyFixtures.randomness(label + " object " + number))));
            facts.add(Fact.fileDigest(number, file.facts().sha256()));
            facts.add(Fact.fileDigest(number, file.facts().sha512()));
            facts.add(Fact.length(number, file.facts().length()));
            facts.add(Fact.ofFile(Field.MEDIA_TYPE, number, file.mediaType()));
        }
        byte[] random = CustodyFixtures.pseudoRandom(label, StatementBuilder.randomBytesNeeded(facts.size()));
        StatementBuilder.Built built = StatementBuilder.build(
                Position.first(CustodyFixtures.ORIGIN),
                CustodyFixtures.aStatementKey().publicKey().keyId(),
                facts,
                List.of(),
                random);
        streams.add(stream);
        statements.add(built);
        signed.add(CustodyFixtures.signed(built.statement()));
        leaves.add(Merkle.leafHash(HashedRekordLeaf.of(
                built.statement().digest(),
                signed.get(signed.size() - 1).signature().toArray(),
                CustodyFixtures.aStatementKey().publicKey().spki())));
    }

    SignedCheckpoint checkpoint() {
        Digest root = leaves.isEmpty() ? Merkle.emptyRoot() : root(0, leaves.size());
        return logKey().sign(new Checkpoint(CustodyFixtures.ORIGIN, leaves.size(), root), TIME);
    }

    /** The receipt of the item that was deposited {@code index} items after the first. */
    Bytes receipt(int index, SignedCheckpoint checkpoint) {
        String proof = TlogProof.of(new InclusionProof(index, leaves.size(), path(index, 0, leaves.size())), checkpoint)
                .text();
        Receipt.Entry entry =
                new Receipt.Entry(signed.get(index), statements.get(index).disclosures(), proof);
        SignedHead head = SignedHead.sign(
                Head.of(
                        streams.get(index),
                        CustodyFixtures.pseudoRandom("head " + index, Head.SALT_LENGTH),
                        statements.get(index).statement(),
                        leaves.size()),
                CustodyFixtures.aStatementKey());
        return new Receipt(
                        List.of(entry),
                        head,
                        List.of(CustodyFixtures.aStatementKey().publicKey()),
                        List.of(logKey().log().vkey(), logKey().postQuantum().vkey()),
                        List.of())
                .write();
    }

    // RFC 6962 by recursion, as the definition reads.

    private Digest root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        Digest known = roots.get(List.of(from, to));
        if (known == null) {
            int middle = from + Integer.highestOneBit(to - from - 1);
            known = Merkle.nodeHash(root(from, middle), root(middle, to));
            roots.put(List.of(from, to), known);
        }
        return known;
    }

    private List<Digest> path(int index, int from, int to) {
        if (to - from == 1) {
            return new ArrayList<>();
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        List<Digest> path = index < middle ? path(index, from, middle) : path(index, middle, to);
        path.add(index < middle ? root(middle, to) : root(from, middle));
        return path;
    }
}
