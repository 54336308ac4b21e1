package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.Sha2;
import org.sillok.intake.FormBody;
import org.sillok.jobs.JobCancelledException;
import org.sillok.jobs.ManualJob;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;

/** The job by hand: what it leaves, and how it goes on where it was cut off or taken over. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealJobTest extends SealJobCase {
    @Inject
    SealWriting writing;

    @Test
    void whatWasApprovedIsSealedReleasedAndReady() throws Exception {
        BundleId id = begun();
        inSmallParts().run(attempt(id, done -> {}));
        BundleRows.Bundle bundle = bundle(id);
        assertThat(bundle.state()).isEqualTo("READY");
        assertThat(bundle.items()).isEqualTo(1);
        List<BundlePartRows.Part> all = parts(id);
        assertThat(all).hasSizeGreaterThan(1);
        byte[] archive = recipient.archive(store, all);
        assertThat(archive).hasSize(bundle.archiveLength().intValue());
        assertThat(Sha2.sha256(archive).toArray()).isEqualTo(bundle.archiveSha256());
        assertThat(Sha2.sha512(archive).toArray()).isEqualTo(bundle.archiveSha512());
        assertThat(new String(archive, StandardCharsets.ISO_8859_1)).contains(id + "/bagit.txt");
        assertThat(objects(id)).hasSameSizeAs(all);
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(released()).isEqualTo(1);
        assertThat(told(cast.mechanism, id, "BUNDLE_SEALED")).isEqualTo(1);
        assertThat(told(cast.ngo, id, "BUNDLE_SEALED")).isEqualTo(1);
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id)).usingRecursiveComparison().isEqualTo(bundle);
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(released()).isEqualTo(1);
        assertThat(told(cast.mechanism, id, "BUNDLE_SEALED")).isEqualTo(1);
    }

    @Test
    void aRunThatIsCutOffAnywhereIsGoneOnWith() throws Exception {
        BundleId id = begun();
        for (long place : new long[] {0, 10, WRITING, WRITING}) {
            assertThatThrownBy(() -> job.run(attempt(id, once(place, () -> {
                        throw new AssertionError("the process ends");
                    }))))
                    .isInstanceOf(AssertionError.class);
            assertThat(bundle(id).state()).isEqualTo("SEALING");
        }
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING + 1, () -> {
                    throw new AssertionError("the process ends");
                }))))
                .isInstanceOf(AssertionError.class);
        assertThat(bundle(id).state())
                .as("sealed, and one item's record says so")
                .isEqualTo("SEALED");
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(released()).isEqualTo(1);
        List<BundlePartRows.Part> all = parts(id);
        assertThat(Sha2.sha256(recipient.archive(store, all)).toArray())
                .isEqualTo(bundle(id).archiveSha256());
        assertThat(objects(id)).as("nothing of earlier runs is left").hasSameSizeAs(all);
    }

    @Test
    void aRunIsLeftInTheMiddleOfAFileAndGoneOnWith() throws Exception {
        byte[] large = new byte[12 << 20];
        new Random(3).nextBytes(large);
        item = cast.ngo
                .request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"title\":{\"en\":\"fictitious\"},\"kind\":\"OTHER\"}")
                        .file("a.bin", large, "Content-Type: application/octet-stream")
                        .end()
                        .bytes())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        request = cast.submitted(item);
        cast.approved(request);
        before = statements("ITEM", item);
        BundleId id = begun();
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING + 100, () -> {
                    throw ManualJob.cancellation();
                }))))
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("SEALING");
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id).state()).isEqualTo("READY");
        assertThat(released()).isEqualTo(1);
        List<BundlePartRows.Part> all = parts(id);
        assertThat(objects(id)).as("nothing of the first run is left").hasSameSizeAs(all);
        byte[] archive = recipient.archive(store, all);
        assertThat(archive.length).isGreaterThan(large.length);
        assertThat(Sha2.sha256(archive).toArray()).isEqualTo(bundle(id).archiveSha256());
        assertThat(Sha2.sha512(archive).toArray()).isEqualTo(bundle(id).archiveSha512());
    }

    @Test
    void aRunThatWasTakenOverChangesNothing() {
        BundleId id = begun();
        job.run(attempt(id, once(WRITING, () -> job.run(attempt(id, done -> {})))));
        assertThat(bundle(id).state()).isEqualTo("READY");
        String attempt = bundle(id).attempt();
        assertThat(parts(id)).allMatch(part -> part.object().contains("/" + attempt + "/"));
        assertThat(objects(id))
                .containsExactlyElementsOf(
                        parts(id).stream().map(BundlePartRows.Part::object).toList());
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
    }

    @Test
    void whoWaitsLeavesWhenTheServiceEnds() {
        BundleId id = begun();
        ManualJob attempt = attempt(id, done -> {});
        attempt.at(once(WRITING, () -> {
            attempt.stop();
            throw new IllegalStateException("the pool is closed");
        }));
        assertThatThrownBy(() -> job.run(attempt))
                .as("not the fault that it met")
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("SEALING");
        job.run(attempt(id, done -> {}));
        assertThat(bundle(id).state()).isEqualTo("READY");
    }

    @Test
    void aSealThatWasDurableThoughItDidNotSaySoIsNotDiscarded() {
        BundleId id = begun();
        String name = "0011223344556677";
        plan.begin(id, name);
        plan.plan(id);
        int next = 1;
        while (next > 0) {
            next = plans.receipts(id, next);
        }
        SealWriting.Written written = writing.write(id, name, new SealProgress(attempt(id, done -> {}), quick()));
        assertThat(commit.seal(id, written, caller().actor())).isTrue();
        assertThat(commit.seal(id, written, caller().actor())).isTrue();
        assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
        assertThat(plan.renamed(id, name, "8899aabbccddeeff")).isFalse();
    }

    @Test
    void aCancelledJobCancelsTheBundleAndOneThatWasOnlyTakenOverDoesNot() {
        BundleId id = begun();
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING, () -> {
                    throw ManualJob.cancellation();
                }))))
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("SEALING");
        cancel(id);
        assertThatThrownBy(() -> job.run(attempt(id, once(WRITING, () -> {
                    throw ManualJob.cancellation();
                }))))
                .isInstanceOf(JobCancelledException.class);
        assertThat(bundle(id).state()).isEqualTo("CANCELLED");
        assertThat(objects(id)).isEmpty();
    }
}
