package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.json.JsonObject;

class BackupScreenTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final BackupScreen screen =
            new BackupScreen(new PrintStream(told, true, StandardCharsets.UTF_8), System.err, false, false);

    private String text() {
        String text = told.toString(StandardCharsets.UTF_8);
        told.reset();
        return text;
    }

    @Test
    void whatARestoreNeedsBesidesIsSaidWhereverABackupIsShown() {
        List<String> external = List.of("the key-encryption key transit-sillok-v2");
        screen.taken(JsonObject.builder()
                .put("outcome", "COMPLETE")
                .put("takenAt", "now")
                .put("manifest", "m")
                .put("treeSize", 1)
                .put("rows", 1)
                .put("objects", 1)
                .put("copied", 1)
                .put("missing", BackupScreen.texts(List.of()))
                .put("external", BackupScreen.texts(external))
                .build());
        assertThat(text()).contains("Not in the backup").contains("transit-sillok-v2");
        assertThat(screen.verified("now", List.of(), List.of(), external)).isZero();
        assertThat(text()).contains("Not in the backup").contains("transit-sillok-v2");
        assertThat(screen.restored(restored("RESTORED", List.of(), List.of(), external), "about"))
                .isZero();
        assertThat(text())
                .contains("Not in the backup")
                .contains("transit-sillok-v2")
                .contains("Next: sillok serve");
    }

    @Test
    void aLossIsSaidToBeWhereItHappened() {
        assertThat(screen.verified("now", List.of(), List.of("keys/kek", "content/x"), List.of()))
                .isEqualTo(BackupScreen.ATTENTION);
        assertThat(text())
                .contains("the key file keys/kek was not there")
                .contains("the object store lacked content/x");
        screen.restored(restored("ATTENTION", List.of("keys/kek"), List.of("content/y"), List.of()), "about");
        assertThat(text())
                .contains("the key file keys/kek was not there")
                .contains("has lost or damaged content/y since")
                .doesNotContain("lacked")
                .doesNotContain("Next: sillok serve");
    }

    private static JsonObject restored(
            String outcome, List<String> missing, List<String> damaged, List<String> external) {
        return JsonObject.builder()
                .put("outcome", outcome)
                .put("takenAt", "now")
                .put("treeSize", 1)
                .put("objects", 1)
                .put("missing", BackupScreen.texts(missing))
                .put("damaged", BackupScreen.texts(damaged))
                .put("external", BackupScreen.texts(external))
                .build();
    }
}
