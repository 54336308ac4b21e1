package org.sillok.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.asOwner;
import static org.sillok.succession.SuccessionCast.SUCCESSIONS;
import static org.sillok.withdrawal.WithdrawalCast.atOnce;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.SuccessionId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.Draft;
import org.sillok.succession.core.Archive;

/** Packages that are written by several, are cut off, or that somebody wants to change. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ExportAttemptsTest {
    private static final Digest NONE = Digest.sha256(new byte[32]);

    @Inject
    TestParties parties;

    @Inject
    ExportSteps steps;

    @Inject
    SuccessionSweep sweep;

    @Inject
    PackageObjects objects;

    private SuccessionCast cast;

    @BeforeEach
    void newCast() {
        cast = new SuccessionCast(parties);
    }

    private static ExportSteps.Written nothing() {
        return new ExportSteps.Written(Bytes.utf8("checkpoint"), NONE, NONE, NONE, List.of());
    }

    /** As if the job had been cut off before it was complete. */
    private String cutOff() throws Exception {
        cast.material.item();
        String id = cast.exported();
        asOwner("update succession_succession set state = 'EXPORTING' where id = '" + id + "'");
        return id;
    }

    @Test
    void whoWasOvertakenCompletesNothing() throws Exception {
        String id = cutOff();
        String job = cast.seen(id).getString("job");
        ExportSteps.Attempt first = steps.begin(new SuccessionId(id), job).orElseThrow();
        ExportSteps.Attempt second = steps.begin(new SuccessionId(id), job).orElseThrow();
        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(steps.complete(first, nothing())).isFalse();
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTING");
        assertThat(steps.complete(second, nothing())).isTrue();
        assertThat(steps.complete(second, nothing())).isFalse();
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTED");
    }

    @Test
    void aJobThatWasNotAskedLastWritesNothing() throws Exception {
        String id = cutOff();
        String before = cast.seen(id).getString("job");
        cast.await(cast.first, cast.first.request().post(SUCCESSIONS + "/" + id + "/export"));
        assertThat(cast.seen(id).getString("job")).isNotEqualTo(before);
        assertThat(steps.begin(new SuccessionId(id), before)).isEmpty();
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTED");
    }

    @Test
    void whatWasCalledOffMeanwhileIsNotCompleted() throws Exception {
        String id = cutOff();
        ExportSteps.Attempt attempt = steps.begin(
                        new SuccessionId(id), cast.seen(id).getString("job"))
                .orElseThrow();
        cast.ngo
                .sends(Map.of("reason", "We stay."))
                .post(SUCCESSIONS + "/" + id + "/reject")
                .then()
                .statusCode(200);
        assertThat(steps.complete(attempt, nothing())).isFalse();
        assertThat(steps.begin(new SuccessionId(id), cast.seen(id).getString("job")))
                .isEmpty();
    }

    @Test
    void aCertificateThatCountsNoMoreEndsTheWriting() throws Exception {
        String id = cast.agreed();
        cast.revoked(id);
        JsonPath job = cast.second.awaitJob(
                cast.confirm(cast.second, id).then().statusCode(200).extract().path("job"));
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("problem.type")).isEqualTo("/problems/recipient-certificate");
    }

    @Test
    void anAcceptanceThatArrivesSeveralTimesCountsOnce() throws Exception {
        String item = cast.material.item();
        String id = cast.exported();
        List<Response> answers = atOnce(4, () -> cast.accept(cast.first, id, cast.successorsKey));
        assertThat(answers.stream().map(Response::statusCode).toList()).containsOnly(200);
        for (int i = 0; i < 600 && !cast.seen(id).getString("state").equals("HANDED_OVER"); i++) {
            Thread.sleep(100);
        }
        // Who goes on with it finds nothing left to say.
        assertThat(sweep.goOn()).isZero();
        cast.ngo.request().get("/api/v1/items/" + item + "/statements").then().statusCode(200);
        List<Object> statements = cast.ngo
                .request()
                .get("/api/v1/items/" + item + "/statements")
                .jsonPath()
                .getList("items");
        assertThat(statements).hasSize(2);
        problem(cast.first.request().post(SUCCESSIONS + "/" + id + "/export"), 409, "conflict");
    }

    @Test
    void whatTheJobLeftIsGoneOnWith() throws Exception {
        String item = cast.material.item();
        String id = cast.exported();
        // Accepted, and the job is gone before it has said anything.
        asOwner("update succession_succession set state = 'ACCEPTED', accepted_at = now(), accepted_by = agreed_by,"
                + " accepted_key = agreed_key, accepted_spki = agreed_spki, accepted_sign = agreed_sign,"
                + " job = 'job_aaaaaaaaaaaaaaaaaaaaaaaaaa' where id = '" + id + "'");
        assertThat(sweep.goOn()).isEqualTo(1);
        assertThat(cast.seen(id).getString("state")).isEqualTo("HANDED_OVER");
        List<Object> statements = cast.ngo
                .request()
                .get("/api/v1/items/" + item + "/statements")
                .jsonPath()
                .getList("items");
        assertThat(statements).hasSize(2);
        assertThat(sweep.goOn()).isZero();
    }

    @Test
    void whatAFailedAttemptLeftIsDiscarded() throws Exception {
        String id = cutOff();
        ExportSteps.Attempt attempt = steps.begin(
                        new SuccessionId(id), cast.seen(id).getString("job"))
                .orElseThrow();
        written(attempt, 1);
        // Its job has ended: nobody goes on with it.
        sweep.leftovers();
        assertThat(objects.of(attempt.id())).isEmpty();
    }

    @Test
    void whatAnAttemptWritesWhoseJobGoesOnIsLeftAlone() throws Exception {
        String id = cutOff();
        String job = cast.seen(id).getString("job");
        ExportSteps.Attempt attempt = steps.begin(new SuccessionId(id), job).orElseThrow();
        written(attempt, 1);
        asOwner("update jobs_job set state = 'RUNNING', lease_until = now() + interval '1 hour' where id = '" + job
                + "'");
        try {
            sweep.leftovers();
            assertThat(objects.of(attempt.id())).hasSize(1);
        } finally {
            asOwner("update jobs_job set state = 'DONE', lease_until = null where id = '" + job + "'");
        }
        sweep.leftovers();
        assertThat(objects.of(attempt.id())).isEmpty();
    }

    private void written(ExportSteps.Attempt attempt, int number) throws Exception {
        try (Draft draft =
                objects.draft(PackageObjects.name(attempt.id(), attempt.folder(), Archive.HOLDINGS, number))) {
            draft.body().write(1);
            draft.publish();
        }
    }

    @Test
    void whatWasDecidedAndWrittenDoesNotChange() throws Exception {
        cast.material.item();
        String id = cast.exported();
        for (String change : List.of(
                "update succession_succession set reason = '' where id = '" + id + "'",
                "update succession_succession set agreed_by = 'x' where id = '" + id + "'",
                "update succession_succession set confirmed_by = proposed_by where id = '" + id + "'",
                "update succession_succession set successor = owner_party where id = '" + id + "'",
                "update succession_export set items = 99 where succession = '" + id + "'",
                "update succession_part set length = 99 where succession = '" + id + "'",
                "update succession_item set seq = 99 where succession = '" + id + "'",
                "delete from succession_item where succession = '" + id + "'",
                "delete from succession_succession where id = '" + id + "'")) {
            assertThatThrownBy(() -> asOwner(change)).as(change).hasMessageContaining("ERROR");
        }
    }
}
