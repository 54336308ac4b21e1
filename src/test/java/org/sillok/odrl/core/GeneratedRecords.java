package org.sillok.odrl.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sillok.consent.core.ConsentMethod;
import org.sillok.consent.core.ConsentType;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.NoticeId;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.GeneratedTerms;
import org.sillok.terms.Instrument;
import org.sillok.terms.InstrumentRef;

/** Consents with everything that a record can say, made from a seed. */
public final class GeneratedRecords {
    private static final Instant BEGUN = Instant.parse("2024-02-01T09:00:00Z");

    private GeneratedRecords() {}

    /** Those of the consents of one seed, each with and without its version. */
    public static List<RecordedConsent> of(long seed) {
        Random random = new Random(seed);
        Randomness randomness = length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
        List<RecordedConsent> records = new ArrayList<>();
        for (Instrument instrument : new GeneratedTerms(seed).instruments()) {
            if (instrument instanceof Consent consent) {
                Consent first = new Consent(
                        new InstrumentRef(consent.ref().id(), 1),
                        consent.source(),
                        consent.state(),
                        consent.window(),
                        consent.reviewBy(),
                        consent.majority(),
                        consent.scope(),
                        consent.clauses(),
                        consent.answers());
                records.add(record(first, said(first, random, randomness), random, randomness));
                records.add(record(first, null, random, randomness));
            }
        }
        return records;
    }

    private static RecordedConsent record(
            Consent consent, RecordedConsent.Said said, Random random, Randomness randomness) {
        List<RecordedConsent.Event> events = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            ExpressedBy by = one(ExpressedBy.values(), random);
            events.add(new RecordedConsent.Event(
                    i + 1,
                    one(ConsentState.values(), random),
                    said == null || random.nextBoolean() ? null : 1,
                    by == ExpressedBy.SELF,
                    random.nextInt(4) == 0 && by != ExpressedBy.SELF ? null : by,
                    BEGUN.plusSeconds(i),
                    BEGUN.plusSeconds(1000 + i),
                    random.nextBoolean(),
                    Sha2.sha256(randomness.bytes(8))));
        }
        return new RecordedConsent(
                new ConsentId(consent.ref().id()),
                consent.source(),
                PartyId.fresh(randomness),
                consent.state(),
                said,
                events);
    }

    private static RecordedConsent.Said said(Consent consent, Random random, Randomness randomness) {
        return new RecordedConsent.Said(
                consent,
                one(ConsentType.values(), random),
                one(ExpressedBy.values(), random),
                random.nextInt(4) == 0 ? null : one(ConsentMethod.values(), random),
                random.nextBoolean() ? null : new LanguageTag("ko-Hang"),
                random.nextBoolean() ? null : Edtf.parse("2024-01~"),
                random.nextBoolean()
                        ? null
                        : new RecordedConsent.Explained(
                                NoticeId.fresh(randomness).value(), 2, Sha2.sha256(randomness.bytes(8))));
    }

    private static <E> E one(E[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
