package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.crypto.Sha2;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.StorageFullException;
import org.sillok.storage.StorageUnavailableException;

/** Faults on the way: those that pass, and those that end a sealing. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealFaultsTest extends SealJobCase {
    @Test
    void missingContentFailsAndLeavesNothing() throws Exception {
        BundleId id = begun();
        store.discard(new ObjectName(content));
        assertThatThrownBy(() -> job.run(attempt(id, done -> {})))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ProblemCode.BUNDLE_CONTENT));
        failed(id, ProblemCode.BUNDLE_CONTENT);
        assertThat(told(cast.mechanism, id, "BUNDLE_FAILED")).isEqualTo(1);
        noThreadIsLeft();
    }

    /** Also not of what other tests began and did not wait for. */
    private static void noThreadIsLeft() throws InterruptedException {
        for (int i = 0; i < 100 && isWriting(); i++) {
            Thread.sleep(100);
        }
        assertThat(isWriting()).isFalse();
    }

    private static boolean isWriting() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(WritingThread.NAME));
    }

    @Test
    void aFullStoreFailsWithItsOwnProblem() {
        BundleId id = begun();
        FaultyObjectStore full = new FaultyObjectStore(store);
        full.failWith(new StorageFullException(new IOException("No space left on device")));
        assertThatThrownBy(() -> with(full, Long.MAX_VALUE).run(attempt(id, done -> {})))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ProblemCode.STORAGE_FULL));
        failed(id, ProblemCode.STORAGE_FULL);
    }

    @Test
    void aStoreThatGetsFullAtAnyPartLeavesNothingAndWithSpaceItIsSealed() throws Exception {
        for (int part : new int[] {1, 2, 3}) {
            BundleId id = begun();
            FullStore filling = new FullStore(store, part);
            assertThatThrownBy(() -> with(filling.store(), 10_000).run(attempt(id, done -> {})))
                    .as("part %d", part)
                    .isInstanceOfSatisfying(
                            JobFailedException.class,
                            failed -> assertThat(failed.code()).isEqualTo(ProblemCode.STORAGE_FULL));
            assertThat(filling.parts()).as("the parts before it were written").isEqualTo(part);
            noThreadIsLeft();
            failed(id, ProblemCode.STORAGE_FULL);
            assertThat(told(cast.mechanism, id, "BUNDLE_FAILED")).isEqualTo(1);
        }
        BundleId id = begun();
        inSmallParts().run(attempt(id, done -> {}));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(Sha2.sha256(recipient.archive(store, parts(id))).toArray())
                .isEqualTo(bundle(id).archiveSha256());
        assertThat(released()).as("once, by the one that was sealed").isEqualTo(1);
    }

    @Test
    void whatPassesDoesNotEndASealing() {
        BundleId id = begun();
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        String[] first = new String[1];
        with(faulty, 20_000).run(attempt(id, once(WRITING, () -> {
            first[0] = bundle(id).attempt();
            faulty.failAt(2, FaultyObjectStore.Outcome.PERSISTED);
        })));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(bundle(id).attempt()).as("written anew, under another name").isNotEqualTo(first[0]);
        assertThat(objects(id))
                .containsExactlyElementsOf(
                        parts(id).stream().map(BundlePartRows.Part::object).toList());
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
    }

    @Test
    void whatLastsEndsIt() {
        BundleId id = begun();
        FaultyObjectStore gone = new FaultyObjectStore(store);
        gone.failWith(new StorageUnavailableException("gone"));
        assertThatThrownBy(() -> with(gone, Long.MAX_VALUE).run(attempt(id, done -> {})))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ProblemCode.STORAGE_UNAVAILABLE));
        assertThat(gone.writes()).as("tried again").isGreaterThan(1);
        assertThat(bundle(id).state()).isEqualTo("FAILED");
        assertThat(bundle(id).problem()).isEqualTo("STORAGE_UNAVAILABLE");
    }

    @Test
    void aStepIsRepeatedAfterADeadlockButNotForEver() {
        SealProgress progress = new SealProgress(attempt(begun(), done -> {}), quick());
        AtomicInteger tries = new AtomicInteger();
        assertThat(quick().<Integer>patiently(progress, () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException(new SQLException("deadlock", "40P01"));
                    }
                    return 7;
                }))
                .isEqualTo(7);
        for (String state : List.of("40001", "55P03", "08006")) {
            tries.set(0);
            assertThatThrownBy(() -> quick().patiently(progress, () -> {
                        tries.incrementAndGet();
                        IllegalStateException commit = new IllegalStateException(new RollbackException());
                        commit.getCause().addSuppressed(new IllegalStateException(new SQLException("x", state)));
                        throw commit;
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(tries).as(state).hasValue(3);
        }
        tries.set(0);
        assertThatThrownBy(() -> quick().patiently(progress, () -> {
                    tries.incrementAndGet();
                    throw new JobFailedException(ProblemCode.NOT_SEALABLE);
                }))
                .isInstanceOf(JobFailedException.class);
        assertThat(tries).hasValue(1);
    }
}
