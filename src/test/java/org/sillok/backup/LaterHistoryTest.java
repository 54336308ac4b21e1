package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.backup.LaterHistory.Word;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.LogHead;

class LaterHistoryTest {
    private static final LogHead LOG = new LogHead("log.invalid", "key", 7, null);

    @Test
    void aRestoredLogStaysClosedUnlessNothingCanBeMissingOrItIsGivenUp() {
        for (boolean closed : new boolean[] {false, true}) {
            BackupManifest backup = manifest(closed, List.of(LOG));
            assertThat(LaterHistory.UNKNOWN.isClosing(backup)).isTrue();
            assertThat(saying(Word.STOPPED).isClosing(backup)).isEqualTo(!closed);
            assertThat(saying(Word.GIVEN_UP).isClosing(backup)).isFalse();
            assertThat(new LaterHistory(List.of(), true, Word.NONE).isClosing(backup))
                    .isFalse();
        }
        assertThat(LaterHistory.UNKNOWN.isClosing(manifest(false, List.of()))).isFalse();
    }

    private static LaterHistory saying(Word word) {
        return new LaterHistory(List.of(), false, word);
    }

    private static BackupManifest manifest(boolean closed, List<LogHead> logs) {
        return new BackupManifest(
                Instant.EPOCH,
                List.of("1"),
                logs,
                logs,
                closed,
                List.of(),
                List.of(),
                List.of(),
                "seal-1.cms",
                0,
                List.of(),
                List.of());
    }
}
