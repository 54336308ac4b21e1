package org.sillok.custody.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.json.JsonString;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.StreamId;
import org.sillok.kernel.UserId;

/** Statements about an invented deposit; every byte of them follows from constants. */
public final class CustodyFixtures {
    public static final String ORIGIN = "log-2026.example.org";
    public static final Instant TIME = Instant.parse("2026-11-21T09:30:00.125Z");
    public static final byte[] FIRST_FILE = "진술서: an invented statement\n".getBytes(UTF_8);
    public static final byte[] SECOND_FILE = new byte[0];

    private CustodyFixtures() {}

    /** The same bytes for the same label: SHA-256 in counter mode. */
    public static byte[] pseudoRandom(String label, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i += 32) {
            byte[] block = Sha2.sha256(Bytes.utf8(label + " " + i)).toArray();
            System.arraycopy(block, 0, bytes, i, Math.min(32, length - i));
        }
        return bytes;
    }

    public static Randomness randomness(String label) {
        return length -> pseudoRandom(label, length);
    }

    /** The key of RFC 6979 appendix A.2.5. */
    public static P256PrivateKey aStatementKey() {
        try {
            return P256PrivateKey.ofPkcs8(HexFormat.of()
                    .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
                            + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"));
        } catch (KeyFormatException e) {
            throw new AssertionError(e);
        }
    }

    public static StreamId aStream() {
        return StreamId.fresh(randomness("stream"));
    }

    public static ItemId anItem() {
        return ItemId.fresh(randomness("item"));
    }

    /** What every statement of the item's stream says. */
    public static List<Fact> factsOf(EventType type, int version) {
        return new ArrayList<>(List.of(
                Fact.stream(aStream()),
                Fact.type(type),
                Fact.time(TIME.plusSeconds(version)),
                Fact.actor(UserId.fresh(randomness("user"))),
                Fact.of(Field.PARTY, Ids.fresh("pty", randomness("party"))),
                Fact.signedByService(),
                Fact.of(Field.ITEM, anItem().value()),
                Fact.of(Field.VERSION, version)));
    }

    public static List<Fact> fileFacts(int number, String name, byte[] content) {
        return List.of(
                Fact.object(number, ObjectId.fresh(randomness("object " + name))),
                Fact.fileDigest(number, Sha2.sha256(content)),
                Fact.fileDigest(number, Sha2.sha512(content)),
                Fact.length(number, content.length),
                Fact.ofFile(Field.MEDIA_TYPE, number, "text/plain"),
                Fact.ofFile(Field.FILE_NAME, number, name));
    }

    /** Two files, one of them empty, and a metadata record. */
    public static List<Fact> depositFacts() {
        List<Fact> facts = factsOf(EventType.DEPOSITED, 1);
        facts.addAll(fileFacts(1, "진술서 1.txt", FIRST_FILE));
        facts.addAll(fileFacts(2, "empty.txt", SECOND_FILE));
        facts.add(Fact.of(
                Field.METADATA, new JsonString(Sha2.sha256(Bytes.utf8("{}")).base64Url())));
        return facts;
    }

    public static StatementBuilder.Built build(Position position, List<Fact> facts, List<Digest> ciphertexts) {
        byte[] random = pseudoRandom("statement " + position.seq(), StatementBuilder.randomBytesNeeded(facts.size()));
        return StatementBuilder.build(position, aStatementKey().publicKey().keyId(), facts, ciphertexts, random);
    }

    /** The first statement of {@link #aStream()}. */
    public static StatementBuilder.Built aDeposit() {
        return build(
                Position.first(ORIGIN),
                depositFacts(),
                List.of(Sha2.sha256(Bytes.utf8("ciphertext 1")), Sha2.sha256(Bytes.utf8("ciphertext 2"))));
    }

    public static SignedStatement signed(Statement statement) {
        return SignedStatement.sign(statement, aStatementKey());
    }
}
