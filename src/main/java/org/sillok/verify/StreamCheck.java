package org.sillok.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.custody.core.StreamKind;

/** The statements together: one log, one stream, no gap, each naming its predecessor. */
final class StreamCheck {
    private StreamCheck() {}

    static void check(Receipt receipt, Findings findings) {
        checkSame(
                receipt,
                findings,
                "log",
                entry -> Optional.of(entry.signed().statement().origin()));
        checkSame(receipt, findings, "stream", entry -> Facts.text(entry.disclosures(), Field.STREAM));
        checkSame(
                receipt,
                findings,
                "kind of stream",
                entry -> kind(entry.disclosures()).map(StreamKind::name));
        // An item's own stream speaks of that item alone; a stream of accesses speaks of many.
        checkSame(
                receipt,
                findings,
                "item",
                entry -> kind(entry.disclosures())
                        .filter(kind -> kind == StreamKind.ITEM)
                        .flatMap(kind -> Facts.text(entry.disclosures(), Field.ITEM)));
        for (int i = 1; i < receipt.entries().size(); i++) {
            checkStep(
                    receipt.entries().get(i - 1).signed().statement(),
                    receipt.entries().get(i).signed().statement(),
                    findings);
        }
    }

    private static Optional<StreamKind> kind(List<Disclosure> disclosures) {
        return Facts.text(disclosures, Field.TYPE).map(EventType::valueOf).map(EventType::stream);
    }

    private static void checkSame(
            Receipt receipt, Findings findings, String what, Function<Receipt.Entry, Optional<String>> value) {
        long values = receipt.entries().stream()
                .flatMap(entry -> value.apply(entry).stream())
                .distinct()
                .count();
        findings.unless(
                values <= 1,
                FindingCode.STREAM_MIXED,
                "statements",
                "The statements are not all of the same " + what + ".");
    }

    private static void checkStep(Statement before, Statement after, Findings findings) {
        findings.unless(
                after.seq() == before.seq() + 1,
                FindingCode.SEQUENCE_BROKEN,
                StatementCheck.place(after),
                "Statement " + before.seq() + " is followed by statement " + after.seq() + ".");
        findings.unless(
                after.position().previous().filter(before.digest()::equals).isPresent(),
                FindingCode.CHAIN_BROKEN,
                StatementCheck.place(after),
                "The statement does not name the digest of the one before it.");
    }
}
