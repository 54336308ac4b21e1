package org.sillok.recall.core;

import static org.sillok.custody.core.CustodyFixtures.randomness;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RecallId;

/** An invented recall; every byte of it follows from constants, and was written by another program first. */
public final class RecallFixtures {
    public static final Instant ISSUED = Instant.parse("2026-11-23T09:30:00.125Z");
    public static final Instant NEXT = ISSUED.plus(Duration.ofDays(7));
    static final String WORDS = "이미 법정 기록에 있습니다";

    private RecallFixtures() {}

    static byte[] vector(String name) {
        try (InputStream in = RecallFixtures.class.getResourceAsStream("vectors/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The one that {@code SampleBundle} writes. */
    public static BundleId aBundle() {
        return BundleId.fresh(randomness("bundle"));
    }

    public static BundleId anotherBundle() {
        return BundleId.fresh(randomness("earlier bundle"));
    }

    static Notice aNotice() {
        return new Notice(
                CustodyFixtures.ORIGIN,
                RecallId.fresh(randomness("notice")),
                aBundle(),
                List.of(
                        new NoticeItem(1, 1, Sha2.sha256(Bytes.utf8("first statement"))),
                        new NoticeItem(2, 3, Sha2.sha256(Bytes.utf8("second statement")))),
                RecallLevel.NO_FURTHER_USE,
                RecallReason.SAFETY,
                Asked.QUARANTINE,
                null,
                ISSUED,
                ISSUED.plus(Duration.ofDays(14)));
    }

    public static RecallEntry anEntry(BundleId bundle, Integer... items) {
        return new RecallEntry(bundle, List.of(items), RecallLevel.NO_FURTHER_USE, ISSUED);
    }

    static RecallList aList() {
        return new RecallList(
                CustodyFixtures.ORIGIN,
                3,
                ISSUED,
                NEXT,
                List.of(
                        anEntry(aBundle(), 1, 2),
                        new RecallEntry(
                                anotherBundle(),
                                List.of(7),
                                RecallLevel.ERASE,
                                Instant.parse("2026-11-22T00:00:00Z"))));
    }

    static AnswerText anAnswer() {
        Notice notice = aNotice();
        return new AnswerText(
                notice.id(),
                notice.digest(),
                2,
                Answer.PARTIAL,
                Ground.IN_EVIDENCE,
                AnswerText.commitment(notice.digest(), WORDS),
                new Certificate(ItemId.fresh(randomness("certificate")), 1));
    }

    /** As the service signs it. */
    public static SignedDocument signed(Bytes bytes, P256PrivateKey key) {
        return new SignedDocument(bytes, Bytes.of(key.sign(bytes.toArray())), key.publicKey());
    }

    /** Signed with the key that signs the statements of {@code SampleBundle}. */
    public static SignedDocument signed(Bytes bytes) {
        return signed(bytes, CustodyFixtures.aStatementKey());
    }
}
