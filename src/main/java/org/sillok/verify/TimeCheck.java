package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampToken;
import org.sillok.custody.core.Receipt;
import org.sillok.kernel.Bytes;

/** The time-stamps: each is over the exact checkpoint of the proofs and holds, as far as it can be told, to the end. */
final class TimeCheck {
    private TimeCheck() {}

    static List<Account.Time> check(Receipt receipt, Bytes note, Trust trust, Findings findings) {
        List<Account.Time> times = new ArrayList<>();
        for (int i = 0; i < receipt.times().size(); i++) {
            try {
                SignedTime time = TimeStampToken.parse(receipt.times().get(i).toArray())
                        .verify(Sha2.sha512(note.toArray()), trust.timeRoots(), List.of());
                times.add(new Account.Time(
                        time.authority(), time.time(), time.accuracy(), time instanceof SignedTime.Proven));
            } catch (TimeStampException e) {
                findings.add(
                        FindingCode.TIME_STAMP_INVALID,
                        "times, number " + (i + 1),
                        "The time-stamp does not hold: " + e.getMessage() + ".");
            }
        }
        return times;
    }
}
