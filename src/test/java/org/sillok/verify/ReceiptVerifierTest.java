package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Disclosure;
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
import org.sillok.kernel.ItemId;
import org.sillok.kernel.StreamId;
import org.sillok.log.core.SignedCheckpoint;

class ReceiptVerifierTest {
    private final VerifyFixtures log = VerifyFixtures.aLogWith(3);

    private static Verdict verify(Receipt receipt, FileDigests... files) {
        return ReceiptVerifier.verify(receipt.write().toArray(), VerifyFixtures.trust(), List.of(files));
    }

    private static Set<FindingCode> codes(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return ((Verdict.Failed) verdict).findings().stream().map(Finding::code).collect(Collectors.toSet());
    }

    private static Account account(Verdict verdict) {
        assertThat(verdict).as(verdict.toString()).isInstanceOf(Verdict.Verified.class);
        return ((Verdict.Verified) verdict).account();
    }

    private static List<CheckCode> codes(List<Account.Check> checks) {
        return checks.stream().map(Account.Check::code).toList();
    }

    @Test
    void aWholeStreamWithItsFilesIsVerified() {
        Account account = account(verify(
                log.receipt(0, 2),
                VerifyFixtures.file("first", CustodyFixtures.FIRST_FILE),
                VerifyFixtures.file("second", CustodyFixtures.SECOND_FILE)));
        assertThat(account.origin()).isEqualTo(CustodyFixtures.ORIGIN);
        assertThat(account.size()).isEqualTo(log.leaves.size());
        assertThat(account.statements()).extracting(Account.Shown::index).isEqualTo(log.indices);
        assertThat(account.files()).extracting(Account.Match::number).containsExactly(1, 2);
        assertThat(codes(account.checked()))
                .contains(CheckCode.ISSUER, CheckCode.FILES, CheckCode.INCLUSION, CheckCode.HEAD);
        assertThat(codes(account.notChecked()))
                .contains(CheckCode.TIME, CheckCode.WITNESSES, CheckCode.METADATA, CheckCode.STORED_CIPHERTEXT)
                .doesNotContain(
                        CheckCode.FILES_NOT_GIVEN,
                        CheckCode.EARLIER_STATEMENTS,
                        CheckCode.LATER_STATEMENTS,
                        CheckCode.ISSUER);
    }

    @Test
    void partOfAStreamIsVerifiedAndSaysWhatItDoesNotShow() {
        Account account = account(verify(log.receipt(1, 1)));
        assertThat(codes(account.notChecked()))
                .contains(CheckCode.EARLIER_STATEMENTS, CheckCode.LATER_STATEMENTS)
                .doesNotContain(CheckCode.FILES_NOT_GIVEN);
        assertThat(codes(account.checked())).doesNotContain(CheckCode.FILES);
        assertThat(codes(account(verify(log.receipt(0, 0))).notChecked())).contains(CheckCode.FILES_NOT_GIVEN);
    }

    @Test
    void everySizeOfLogAndEveryPlaceInItWorks() {
        for (int statements = 1; statements <= 9; statements++) {
            VerifyFixtures some = VerifyFixtures.aLogWith(statements);
            for (int from = 0; from < statements; from++) {
                assertThat(verify(some.receipt(from, statements - 1))).isInstanceOf(Verdict.Verified.class);
            }
        }
    }

    @Test
    void withoutATrustedKeyTheIssuerIsUnverified() {
        Verdict verdict = ReceiptVerifier.verify(log.receipt(0, 2).write().toArray(), Trust.none(), List.of());
        assertThat(verdict).isInstanceOf(Verdict.ConsistentUnverifiedIssuer.class);
        Account account = ((Verdict.ConsistentUnverifiedIssuer) verdict).account();
        assertThat(codes(account.notChecked())).contains(CheckCode.ISSUER);
        assertThat(codes(account.checked())).doesNotContain(CheckCode.ISSUER);
    }

    @Test
    void aReceiptOfAnUntrustedLogFails() throws Exception {
        byte[] receipt = log.receipt(0, 2).write().toArray();
        Trust sameNameOtherKey = new Trust(List.of(VerifyFixtures.logKey(VerifyFixtures.anotherLogKey())), List.of());
        assertThat(codes(ReceiptVerifier.verify(receipt, sameNameOtherKey, List.of())))
                .containsExactly(FindingCode.ISSUER_NOT_TRUSTED);
        Trust otherLog = Trust.of(List.of("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"));
        assertThat(codes(ReceiptVerifier.verify(receipt, otherLog, List.of())))
                .containsExactly(FindingCode.ISSUER_NOT_TRUSTED);
        assertThat(ReceiptVerifier.verify(receipt, otherLog.and(VerifyFixtures.trust()), List.of()))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void aForgersOwnLogWithItsOwnKeyIsConsistentButNeverVerified() {
        SignedCheckpoint forged = log.checkpoint(VerifyFixtures.anotherLogKey(), log.leaves.size());
        Receipt receipt = new Receipt(
                List.of(new Receipt.Entry(
                        CustodyFixtures.signed(log.statements.get(0).statement()),
                        List.copyOf(log.entry(0).disclosures()),
                        log.proof(0, forged))),
                log.head(),
                List.of(CustodyFixtures.aStatementKey().publicKey()),
                VerifyFixtures.vkeys(VerifyFixtures.anotherLogKey()),
                List.of());
        assertThat(codes(verify(receipt))).containsExactly(FindingCode.ISSUER_NOT_TRUSTED);
        assertThat(ReceiptVerifier.verify(receipt.write().toArray(), Trust.none(), List.of()))
                .isInstanceOf(Verdict.ConsistentUnverifiedIssuer.class);
    }

    @Test
    void whatIsNotAReceiptFails() {
        for (String bad : new String[] {"", "{}", "[]", "null", "\u0000", "{\"type\":\"sillok/receipt/1\"}"}) {
            assertThat(codes(ReceiptVerifier.verify(bad.getBytes(UTF_8), Trust.none(), List.of())))
                    .containsExactly(FindingCode.RECEIPT_MALFORMED);
        }
        String text = new String(log.receipt(0, 1).write().toArray(), UTF_8);
        for (String bad : new String[] {
            text + "\n",
            " " + text,
            text.replace("\"times\":[]", "\"times\":[],\"more\":1"),
            text.replace("receipt/1", "receipt/2"),
            text.replace("\"head\":{", "\"head\":{\"x\":1,"),
            text.replaceFirst("\"statements\":\\[.*?\\],\"head\"", "\"statements\":[],\"head\""),
            text.replaceFirst("\"log\":\\[.*?\\]", "\"log\":[]"),
            text.replaceFirst("\"statement\":\\[.*?\\]", "\"statement\":[]"),
            text.replaceFirst("\"signature\":\"", "\"signature\":\" "),
        }) {
            assertThat(bad).isNotEqualTo(text);
            assertThat(codes(ReceiptVerifier.verify(bad.getBytes(UTF_8), Trust.none(), List.of())))
                    .containsExactly(FindingCode.RECEIPT_MALFORMED);
        }
    }

    @Test
    void filesMustBeThoseDescribed() {
        byte[] altered = CustodyFixtures.FIRST_FILE.clone();
        altered[3] ^= 1;
        Receipt receipt = log.receipt(0, 0);
        for (byte[] bad : new byte[][] {altered, Arrays.copyOf(altered, altered.length + 1), {0}}) {
            assertThat(codes(verify(receipt, VerifyFixtures.file("file", bad))))
                    .containsExactly(FindingCode.FILE_DIFFERS);
        }
        // One good file does not make up for a bad one.
        assertThat(codes(verify(
                        receipt,
                        VerifyFixtures.file("good", CustodyFixtures.FIRST_FILE),
                        VerifyFixtures.file("bad", altered))))
                .containsExactly(FindingCode.FILE_DIFFERS);
        // All three of length, SHA-256 and SHA-512 count.
        FileDigests good = VerifyFixtures.file("good", CustodyFixtures.FIRST_FILE);
        FileDigests other = VerifyFixtures.file("other", altered);
        for (FileDigests mixed : List.of(
                new FileDigests("a", other.sha256(), good.sha512(), good.length()),
                new FileDigests("b", good.sha256(), other.sha512(), good.length()),
                new FileDigests("c", good.sha256(), good.sha512(), good.length() + 1))) {
            assertThat(codes(verify(receipt, mixed))).containsExactly(FindingCode.FILE_DIFFERS);
        }
        assertThat(codes(verify(log.receipt(1, 1), good))).containsExactly(FindingCode.FILE_DIFFERS);
    }

    @Test
    void aFileWhoseDigestsAreWithheldIsNotVouchedFor() {
        FileDigests good = VerifyFixtures.file("good", CustodyFixtures.FIRST_FILE);
        for (Field withheld : new Field[] {Field.SHA256, Field.SHA512, Field.LENGTH}) {
            List<Disclosure> disclosures = new ArrayList<>(log.statements.get(0).disclosures());
            disclosures.removeIf(disclosure -> disclosure.name().field() == withheld);
            Receipt receipt = log.receipt(List.of(log.entry(0, disclosures)), log.head());
            assertThat(verify(receipt)).isInstanceOf(Verdict.Verified.class);
            assertThat(codes(verify(receipt, good))).containsExactly(FindingCode.FILE_DIFFERS);
        }
    }

    @Test
    void filesAreReadAsAStream() throws IOException {
        byte[] content = CustodyFixtures.pseudoRandom("content", 3_000_000);
        FileDigests read = FileDigests.read("file", new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1 + length / 3));
            }
        });
        assertThat(read).isEqualTo(VerifyFixtures.file("file", content));
    }

    @Test
    void disclosuresMustBelongToTheirStatement() {
        List<Disclosure> own = log.statements.get(1).disclosures();
        // The same fact with another salt, another fact, and one taken from the next statement.
        Disclosure resalted = Disclosure.of(new byte[16], own.get(3).fact());
        for (Disclosure foreign : List.of(
                resalted,
                Disclosure.of(new byte[16], Fact.actorService()),
                log.statements.get(2).disclosures().get(3))) {
            List<Disclosure> disclosures = new ArrayList<>(own);
            disclosures.set(3, foreign);
            assertThat(codes(verify(log.receipt(List.of(log.entry(1, disclosures)), log.head()))))
                    .containsExactly(FindingCode.DISCLOSURE_FOREIGN);
        }
        List<Disclosure> more = new ArrayList<>(own);
        more.add(Disclosure.of(new byte[16], Fact.of(Field.REASON, "a claim")));
        assertThat(codes(verify(log.receipt(List.of(log.entry(1, more)), log.head()))))
                .containsExactly(FindingCode.DISCLOSURE_FOREIGN);
    }

    @Test
    void streamTypeAndTimeAreAlwaysDisclosed() {
        for (Field field : new Field[] {Field.STREAM, Field.TYPE, Field.TIME}) {
            List<Disclosure> disclosures = new ArrayList<>(log.statements.get(1).disclosures());
            disclosures.removeIf(disclosure -> disclosure.name().field() == field);
            assertThat(codes(verify(log.receipt(List.of(log.entry(1, disclosures)), log.head()))))
                    .contains(FindingCode.DISCLOSURE_MISSING);
        }
    }

    @Test
    void statementsMustFollowEachOther() {
        assertThat(codes(verify(log.receipt(List.of(log.entry(0), log.entry(2)), log.head()))))
                .containsExactlyInAnyOrder(FindingCode.SEQUENCE_BROKEN, FindingCode.CHAIN_BROKEN);
        assertThat(codes(verify(log.receipt(List.of(log.entry(1), log.entry(0)), log.head()))))
                .contains(FindingCode.SEQUENCE_BROKEN, FindingCode.CHAIN_BROKEN, FindingCode.LOG_ORDER);
        assertThat(codes(verify(log.receipt(List.of(log.entry(1), log.entry(1)), log.head()))))
                .contains(FindingCode.SEQUENCE_BROKEN, FindingCode.CHAIN_BROKEN, FindingCode.LOG_ORDER);
    }

    @Test
    void aLogThatHoldsAStreamInAnotherOrderFails() {
        Collections.swap(log.indices, 0, 1);
        Collections.swap(log.leaves, VerifyFixtures.BEFORE, VerifyFixtures.BEFORE + 2);
        assertThat(codes(verify(log.receipt(0, 2)))).containsExactly(FindingCode.LOG_ORDER);
    }

    @Test
    void aStatementThatContinuesAnotherHistoryFails() {
        VerifyFixtures forked = VerifyFixtures.aLogWith(1);
        forked.append(CustodyFixtures.build(
                Position.after(CustodyFixtures.aStatementKey().publicKey().keyId(), CustodyFixtures.ORIGIN, 1),
                CustodyFixtures.factsOf(EventType.HELD, 1),
                List.of()));
        assertThat(codes(verify(forked.receipt(0, 1)))).containsExactly(FindingCode.CHAIN_BROKEN);
    }

    private Receipt withSecondStatement(List<Fact> facts) {
        VerifyFixtures mixed = VerifyFixtures.aLogWith(1);
        StatementBuilder.Built first = mixed.statements.get(0);
        mixed.append(CustodyFixtures.build(first.statement().next(), facts, List.of()));
        return mixed.receipt(0, 1);
    }

    @Test
    void statementsOfAnotherStreamKindOrItemFail() {
        List<Fact> otherStream = CustodyFixtures.factsOf(EventType.HELD, 1);
        otherStream.set(0, Fact.stream(StreamId.fresh(CustodyFixtures.randomness("other"))));
        assertThat(codes(verify(withSecondStatement(otherStream)))).containsExactly(FindingCode.STREAM_MIXED);
        assertThat(codes(verify(withSecondStatement(CustodyFixtures.factsOf(EventType.VIEWED, 1)))))
                .containsExactly(FindingCode.STREAM_MIXED);
        List<Fact> otherItem = CustodyFixtures.factsOf(EventType.HELD, 1);
        otherItem.set(
                6,
                Fact.of(
                        Field.ITEM,
                        ItemId.fresh(CustodyFixtures.randomness("other")).value()));
        assertThat(codes(verify(withSecondStatement(otherItem)))).containsExactly(FindingCode.STREAM_MIXED);
    }

    @Test
    void statementKeysMustBeThoseNamedAndNoOthers() {
        Receipt receipt = log.receipt(0, 2);
        P256PrivateKey other = P256PrivateKey.generate(new java.security.SecureRandom());
        assertThat(codes(verify(new Receipt(
                        receipt.entries(), receipt.head(), List.of(other.publicKey()), receipt.logKeys(), List.of()))))
                .contains(FindingCode.STATEMENT_KEYS);
        assertThat(codes(verify(new Receipt(
                        receipt.entries(),
                        receipt.head(),
                        List.of(CustodyFixtures.aStatementKey().publicKey(), other.publicKey()),
                        receipt.logKeys(),
                        List.of()))))
                .containsExactly(FindingCode.STATEMENT_KEYS);
    }

    @Test
    void anotherSignatureOverTheSameStatementFails() {
        Receipt.Entry entry = log.entry(0);
        Bytes otherSignature =
                CustodyFixtures.signed(log.statements.get(1).statement()).signature();
        for (Bytes bad : List.of(otherSignature, Bytes.of(new byte[0]), Bytes.of(new byte[2000]))) {
            Receipt receipt = log.receipt(
                    List.of(new Receipt.Entry(
                            new SignedStatement(entry.signed().statement(), bad), entry.disclosures(), entry.proof())),
                    log.head());
            assertThat(codes(verify(receipt))).contains(FindingCode.STATEMENT_SIGNATURE);
        }
    }

    @Test
    void proofsAreBoundToTheirStatementAndIndex() {
        Receipt.Entry entry = log.entry(1);
        String good = entry.proof();
        String otherIndex = good.replaceFirst("index \\d+", "index 0");
        String beyond = good.replaceFirst("index \\d+", "index 1000000");
        String cut = good.replaceFirst("(index \\d+\n)[^\n]+\n", "$1");
        for (String bad : new String[] {otherIndex, beyond, cut, log.proof(0, log.checkpoint())}) {
            assertThat(codes(verify(log.receipt(
                            List.of(new Receipt.Entry(entry.signed(), entry.disclosures(), bad)), log.head()))))
                    .contains(FindingCode.PROOF_INVALID);
        }
        String extra = good.replaceFirst("\nindex", "\nextra AAAA\nindex");
        for (String bad :
                new String[] {"", "x", good + "\n", good.replaceFirst("index ", "index 0"), extra, good + "한"}) {
            assertThat(codes(verify(log.receipt(
                            List.of(new Receipt.Entry(entry.signed(), entry.disclosures(), bad)), log.head()))))
                    .containsAnyOf(FindingCode.PROOF_MALFORMED, FindingCode.CHECKPOINT_INVALID);
        }
    }

    @Test
    void allProofsReferToOneCheckpoint() {
        SignedCheckpoint earlier = log.checkpoint(VerifyFixtures.aLogKey(), log.leaves.size() - 1);
        Receipt.Entry first = log.entry(0);
        Receipt receipt = log.receipt(
                List.of(new Receipt.Entry(first.signed(), first.disclosures(), log.proof(0, earlier)), log.entry(1)),
                log.head());
        assertThat(codes(verify(receipt))).containsExactly(FindingCode.CHECKPOINTS_DIFFER);
    }

    @Test
    void everySignatureOnTheCheckpointIsAccountedFor() {
        String strangersLine = new String(
                        log.checkpoint(VerifyFixtures.anotherLogKey(), log.leaves.size())
                                .note()
                                .toArray(),
                        UTF_8)
                .lines()
                .filter(line -> line.startsWith("—"))
                .findAny()
                .orElseThrow();
        Receipt.Entry entry = log.entry(2);
        String strangers = entry.proof() + strangersLine + "\n";
        String twice = entry.proof() + entry.proof().substring(entry.proof().lastIndexOf("—"));
        for (String proof : new String[] {strangers, twice}) {
            assertThat(codes(verify(log.receipt(
                            List.of(new Receipt.Entry(entry.signed(), entry.disclosures(), proof)), log.head()))))
                    .containsExactly(FindingCode.CHECKPOINT_INVALID);
        }
        // With the stranger's key in the receipt its signature can be checked, and is.
        Receipt both = new Receipt(
                List.of(new Receipt.Entry(entry.signed(), entry.disclosures(), strangers)),
                log.head(),
                List.of(CustodyFixtures.aStatementKey().publicKey()),
                List.of(
                        VerifyFixtures.logKey(VerifyFixtures.aLogKey()).vkey(),
                        VerifyFixtures.logKey(VerifyFixtures.anotherLogKey()).vkey()),
                List.of());
        assertThat(verify(both)).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void logKeysInTheReceiptMustHaveSignedTheCheckpoint() {
        Receipt receipt = log.receipt(0, 2);
        String own = receipt.logKeys().get(0);
        String unused = VerifyFixtures.logKey(VerifyFixtures.anotherLogKey()).vkey();
        String ofAnotherLog = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        for (String bad : new String[] {unused, ofAnotherLog, "", "no key", own.replace("+", " ")}) {
            Verdict verdict = verify(new Receipt(
                    receipt.entries(), receipt.head(), receipt.statementKeys(), List.of(own, bad), List.of()));
            assertThat(codes(verdict)).containsExactly(FindingCode.LOG_KEYS);
        }
    }

    @Test
    void theHeadMustAgree() {
        Receipt.Entry last = log.entry(2);
        int size = log.leaves.size();
        // Later than what is shown is fine; it must not speak of a larger log, nor stop before what is shown.
        assertThat(verify(log.receipt(List.of(log.entry(0)), log.head(2, size))))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(codes(verify(log.receipt(List.of(last), log.head(2, size + 1)))))
                .containsExactly(FindingCode.HEAD_CONTRADICTION);
        assertThat(codes(verify(log.receipt(List.of(last), log.head(1, size)))))
                .containsExactly(FindingCode.HEAD_CONTRADICTION);
        assertThat(codes(verify(log.receipt(List.of(last), log.head(2, size - 2)))))
                .containsExactly(FindingCode.HEAD_CONTRADICTION);
        // An earlier head agrees as long as the later statement stands beyond it.
        assertThat(verify(log.receipt(List.of(last), log.head(1, size - 2)))).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void aHeadOfAnotherStreamHistoryOrKeyFails() {
        byte[] salt = new byte[Head.SALT_LENGTH];
        StreamId otherStream = StreamId.fresh(CustodyFixtures.randomness("other"));
        int size = log.leaves.size();
        var last = log.statements.get(2).statement();
        var key = CustodyFixtures.aStatementKey();
        assertThat(codes(verify(log.receipt(
                        List.of(log.entry(2)), SignedHead.sign(Head.of(otherStream, salt, last, size), key)))))
                .containsExactly(FindingCode.HEAD_CONTRADICTION);
        var otherHistory = CustodyFixtures.build(
                        log.statements.get(1).statement().next(),
                        CustodyFixtures.factsOf(EventType.ERASED, 3),
                        List.of())
                .statement();
        assertThat(codes(verify(log.receipt(
                        List.of(log.entry(2)),
                        SignedHead.sign(Head.of(CustodyFixtures.aStream(), salt, otherHistory, size), key)))))
                .containsExactly(FindingCode.HEAD_CONTRADICTION);
        P256PrivateKey otherKey = P256PrivateKey.generate(new java.security.SecureRandom());
        assertThat(codes(verify(log.receipt(
                        List.of(log.entry(2)), SignedHead.sign(log.head().head(), otherKey)))))
                .containsExactly(FindingCode.HEAD_SIGNATURE);
    }

    @Test
    void statementsOfAnotherLogFail() {
        VerifyFixtures other = new VerifyFixtures();
        other.append(
                CustodyFixtures.build(Position.first("elsewhere.example"), CustodyFixtures.depositFacts(), List.of()));
        assertThat(codes(verify(other.receipt(0, 0)))).isNotEmpty();
        assertThat(codes(ReceiptVerifier.verify(other.receipt(0, 0).write().toArray(), Trust.none(), List.of())))
                .isNotEmpty();
    }

    @Test
    void timeStampsThatCannotBeCheckedAreNotPassedOver() {
        Receipt receipt = log.receipt(0, 2);
        assertThat(codes(verify(new Receipt(
                        receipt.entries(),
                        receipt.head(),
                        receipt.statementKeys(),
                        receipt.logKeys(),
                        List.of(Bytes.of(new byte[] {0x30, 0}))))))
                .containsExactly(FindingCode.TIME_STAMP_INVALID);
    }
}
