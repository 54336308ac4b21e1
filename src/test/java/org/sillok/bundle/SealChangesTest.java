package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.request.RequestCast.REQUESTS;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.BundleId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;

/** What changes between the plan and the seal. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealChangesTest extends SealJobCase {
    @Test
    void whatChangedBetweenThePlanAndTheSealIsSeen() {
        BundleId withdrawn = begun();
        assertThatThrownBy(() -> job.run(
                        attempt(withdrawn, once(WRITING, () -> withdraw().then().statusCode(201)))))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.detail()).contains("approve again"));
        failed(withdrawn, ProblemCode.NOT_SEALABLE);
    }

    @Test
    void anAmendmentBetweenThePlanAndTheSealIsSeen() {
        BundleId amended = begun();
        assertThatThrownBy(() -> job.run(
                        attempt(amended, once(WRITING, () -> amend().then().statusCode(200)))))
                .isInstanceOf(JobFailedException.class);
        failed(amended, ProblemCode.NOT_SEALABLE);
    }

    @Test
    void aKeyThatIsRevokedMeanwhileReceivesNothing() {
        BundleId id = begun();
        String revoke = "/api/v1/parties/" + cast.mechanism.party() + "/keys/" + partyKey + "/revoke";
        assertThatThrownBy(() -> job.run(attempt(
                        id,
                        once(
                                WRITING,
                                () -> cast.mechanism
                                        .request()
                                        .post(revoke)
                                        .then()
                                        .statusCode(200)))))
                .isInstanceOf(JobFailedException.class);
        failed(id, ProblemCode.RECIPIENT_CERTIFICATE);
    }

    @Test
    void ofAWithdrawalAndASealAtOnceTheLaterSeesTheEarlier() throws Exception {
        for (int round = 0; round < 3; round++) {
            if (round > 0) {
                approvedRequest();
            }
            BundleId id = begun();
            CompletableFuture<Response> other = new CompletableFuture<>();
            long wait = round * 40L;
            boolean amends = round == 2;
            LongConsumer race = once(
                    WRITING,
                    () -> other.completeAsync(() -> {
                        pause(wait);
                        return amends ? amend() : withdraw();
                    }));
            try {
                job.run(attempt(id, race));
                assertThat(bundle(id).state()).isEqualTo("READY");
                assertThat(statements("BUNDLE", id.value())).isEqualTo(1);
            } catch (JobFailedException e) {
                failed(id, ProblemCode.NOT_SEALABLE);
                assertThat(statements("BUNDLE", id.value())).isZero();
            }
            assertThat(other.get().statusCode()).isEqualTo(amends ? 200 : 201);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Response withdraw() {
        return TestConsents.addEvent(
                cast.ngo,
                consent,
                Map.of("state", "WITHDRAWN", "saidAt", TestConsents.LONG_AGO, "by", "SELF", "reason", "afraid"));
    }

    private Response amend() {
        String etag = cast.mechanism.request().get(REQUESTS + "/" + request).header("ETag");
        return cast.mechanism
                .sends(cast.body(item))
                .header("If-Match", etag)
                .post(REQUESTS + "/" + request + "/amendments");
    }
}
