package org.sillok.web;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemException;

/** Only the documented problem leaves the parsers of headers and parameters; what they take survives a round trip. */
class WebParsersFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void digestFields(FuzzedDataProvider data) {
        List<Digest> digests;
        try {
            digests = DigestFields.parse("Repr-Digest", List.of(data.consumeRemainingAsString()));
        } catch (ProblemException refused) {
            return;
        }
        String written = DigestFields.format(digests.toArray(Digest[]::new));
        if (!DigestFields.parse("Repr-Digest", List.of(written)).equals(digests)) {
            throw new IllegalStateException("round trip");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void cursors(FuzzedDataProvider data) {
        String cursor = data.consumeRemainingAsString();
        Position position;
        try {
            position = Cursor.decode("items", cursor);
        } catch (ProblemException refused) {
            return;
        }
        if (!Cursor.encode("items", position).equals(cursor)) {
            throw new IllegalStateException("two cursors for one position");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void preferencesAndTags(FuzzedDataProvider data) {
        String field = data.consumeRemainingAsString();
        Prefer.waitOf(List.of(field));
        try {
            ETags.parse("If-Match", List.of(field));
        } catch (ProblemException refused) {
            return;
        }
    }
}
