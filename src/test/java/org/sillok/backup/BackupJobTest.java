package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobFailedException;
import org.sillok.json.JsonObject;

class BackupJobTest {
    private static final String PROOF = "asked_" + "a".repeat(26);

    @TempDir
    Path temporary;

    @Test
    void aReplicaWithAnotherFolderThanTheOneThatWasAskedWritesNothing() {
        Path other = temporary.resolve("other");
        JsonObject params = JsonObject.builder()
                .put(Backups.NAME, "nightly")
                .put(Backups.PROOF, PROOF)
                .build();
        JobContext context = fake(JobContext.class, "params", params);
        BackupConfig config = fake(BackupConfig.class, "directory", Optional.of(other));
        // No run: it must not come so far.
        @SuppressWarnings("NullAway")
        BackupJob job = new BackupJob(config, null);
        assertThatThrownBy(() -> job.run(context)).isInstanceOf(JobFailedException.class);
        assertThat(other).doesNotExist();
    }

    @Test
    void theProofIsInTheFolderWhereItWasLeftAndNowhereElse() throws IOException {
        FolderProof.leave(temporary.resolve("asked"), PROOF);
        assertThat(FolderProof.isIn(temporary.resolve("asked"), PROOF)).isTrue();
        assertThat(FolderProof.isIn(temporary.resolve("other"), PROOF)).isFalse();
        assertThat(FolderProof.isIn(temporary.resolve("other"), "/../asked/." + PROOF))
                .isFalse();
        FolderProof.takeAway(temporary.resolve("asked"), PROOF);
        FolderProof.takeAway(temporary.resolve("asked"), PROOF);
        assertThat(FolderProof.isIn(temporary.resolve("asked"), PROOF)).isFalse();
    }

    /** Answers one question, and fails on every other. */
    private static <T> T fake(Class<T> type, String question, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(question)) {
                        return answer;
                    }
                    throw new AssertionError(method.getName());
                }));
    }
}
