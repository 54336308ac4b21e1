package org.sillok.audit;

import java.util.List;
import java.util.Set;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStream;

/** Finds streams without a statement: all of theirs were deleted. */
final class EmptyStreams {
    private static final int PAGE = 512;

    private final CustodyInspection custody;
    private final Findings findings;

    EmptyStreams(CustodyInspection custody, Findings findings) {
        this.custody = custody;
        this.findings = findings;
    }

    void run() {
        StoredStream last = null;
        List<StoredStream> page = custody.streamsAfter(null, PAGE);
        while (!page.isEmpty()) {
            for (StoredStream stream : page) {
                if (stream.nextSeq() == 0 || StreamCheck.head(stream).isEmpty()) {
                    findings.add(
                            FindingCode.STREAM_HEAD_ALTERED, Place.stream(stream.id()), "the row knows no statement");
                }
            }
            Set<String> withStatements = custody.streamsWithStatements(
                    page.stream().map(StoredStream::id).toList());
            for (StoredStream stream : page) {
                if (!withStatements.contains(stream.id()) && stream.nextSeq() > 0) {
                    findings.add(
                            FindingCode.STATEMENT_MISSING,
                            Place.statements(stream.id(), 0, stream.nextSeq() - 1),
                            "the stream has no statement any more");
                }
            }
            last = page.get(page.size() - 1);
            page = custody.streamsAfter(last, PAGE);
        }
    }
}
