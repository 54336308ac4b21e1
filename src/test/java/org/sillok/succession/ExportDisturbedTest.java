package org.sillok.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.request.RequestCast.asOwner;
import static org.sillok.succession.SuccessionCast.SUCCESSIONS;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.consent.TestConsents;
import org.sillok.custody.StreamRef;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.jobs.JobCancelledException;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.ManualJob;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;
import org.sillok.withdrawal.WithdrawalCast;

/** What happens to the holdings while their package is being written. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ExportDisturbedTest {
    @Inject
    TestParties parties;

    @Inject
    ExportJob job;

    @Inject
    StreamReceipts receipts;

    @Inject
    Tampering tampering;

    private SuccessionCast cast;
    private String first;
    private String last;

    /** Two items, in the order in which they are packed. */
    @BeforeEach
    void newCast() {
        cast = new SuccessionCast(parties);
        List<String> items =
                Stream.of(cast.material.item(), cast.material.item()).sorted().toList();
        first = items.get(0);
        last = items.get(1);
    }

    /** What is done while the package is written. */
    private interface Disturbance {
        void happen() throws Exception;
    }

    private ManualJob attempt(String id) {
        return new ManualJob(
                new JobId(cast.seen(id).getString("job")),
                new Caller(new PartyId(cast.second.party()), new UserId(cast.second.user()), Set.of(Role.CUSTODIAN)),
                JsonObject.builder().put(ExportJob.SUCCESSION, id).build());
    }

    /** Writes the package once more, and does this when the job tells the {@code time}th time that the first item is in it. */
    private void disturbed(String id, int time, Disturbance what) throws Exception {
        asOwner("update succession_succession set state = 'EXPORTING' where id = '" + id + "'");
        int[] told = {0};
        job.run(attempt(id).at(done -> {
            if (done == 1 && ++told[0] == time) {
                try {
                    what.happen();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }));
    }

    private void assertFails(String id, int time, ProblemCode code, Disturbance what) {
        assertThatThrownBy(() -> disturbed(id, time, what))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(code));
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTING");
    }

    private JsonPath again(String id) throws Exception {
        cast.await(cast.first, cast.first.request().post(SUCCESSIONS + "/" + id + "/export"));
        return cast.seen(id);
    }

    @Test
    void whatSomebodyAsksToBeErasedBeforeItsTurnDoesNotGo() throws Exception {
        String id = cast.exported();
        assertFails(
                id,
                1,
                ProblemCode.SUCCESSION_CHANGED,
                () -> WithdrawalCast.withdraw(cast.ngo, "item", last, "ERASE", "SOURCE")
                        .then()
                        .statusCode(201));
        JsonPath seen = again(id);
        assertThat(seen.getInt("packed.items")).isEqualTo(1);
        assertThat(seen.getList("packed.withheldItems.item", String.class)).containsExactly(last);
    }

    @Test
    void whatSomebodyElseTurnsOutToHaveDepositedDoesNotGo() throws Exception {
        String id = cast.exported();
        assertFails(id, 1, ProblemCode.SUCCESSION_CHANGED, () -> cast.joint(last));
        assertThat(again(id).getList("packed.withheldItems.reason", String.class))
                .containsExactly("JOINT_DEPOSITORS");
    }

    @Test
    void whatIsErasedBetweenTwoOfItsFilesEndsTheAttemptOnly() throws Exception {
        cast.material.derive(last, last).then().statusCode(201);
        String id = cast.exported();
        // Its receipt does not wait then: told once for the first item, once for the receipt, and then for what is
        // copied.
        tampering.settle();
        assertFails(id, 3, ProblemCode.SUCCESSION_CHANGED, () -> cast.material.erased(last));
        assertThat(again(id).getInt("packed.items")).isEqualTo(2);
    }

    @Test
    void anIdentityThatWasRecordedAfterTheAnnouncementDoesNotGo() throws Exception {
        String source = TestConsents.source(cast.ngo, "PERSON");
        identity(source, "가상의 인물");
        String id = cast.exported();
        assertFails(id, 1, ProblemCode.SUCCESSION_CHANGED, () -> identity(source, "다른 가상의 인물"));
    }

    @Test
    void neitherDoesThatOfASourceThatWasNotThere() throws Exception {
        String id = cast.exported();
        assertFails(
                id,
                1,
                ProblemCode.SUCCESSION_CHANGED,
                () -> identity(TestConsents.source(cast.ngo, "PERSON"), "가상의 인물"));
        assertThat(again(id).getString("state")).isEqualTo("EXPORTED");
    }

    private void identity(String source, String notes) {
        String path = "/api/v1/sources/" + source + "/identity";
        Response before = cast.ngo.request().get(path);
        RequestSpecification sent = cast.ngo.sends(Map.of("notes", notes));
        if (before.jsonPath().getBoolean("recorded")) {
            sent.header("If-Match", before.header("ETag"));
        }
        sent.put(path).then().statusCode(200);
    }

    @Test
    void aCertificateThatIsRevokedMeanwhileCompletesNothing() throws Exception {
        String id = cast.exported();
        assertFails(id, 1, ProblemCode.RECIPIENT_CERTIFICATE, () -> cast.revoked(id));
    }

    @Test
    void whoeverWaitsForTheLogNoticesThatItWasCancelled() throws Exception {
        String id = cast.exported();
        ManualJob cancelled = attempt(id);
        cancelled.stop();
        StreamRef stream = StreamRef.item(new ItemId(first), new PartyId(cast.ngo.party()));
        assertThatThrownBy(() -> receipts.whole(stream, new ExportProgress(cancelled)))
                .isInstanceOf(JobCancelledException.class);
        assertThat(receipts.whole(stream, new ExportProgress(attempt(id)))).isPresent();
    }
}
