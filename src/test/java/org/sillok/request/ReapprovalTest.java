package org.sillok.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.CONSULTATIONS;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.identity.TestParties;
import org.sillok.kernel.RequestId;
import org.sillok.platform.PostgresTestResource;

/** What was approved and became void is never revived, and the same people may approve again. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ReapprovalTest {
    @Inject
    TestParties parties;

    @Inject
    ApprovedRequests approved;

    private RequestCast cast;

    @BeforeEach
    void cast() {
        cast = new RequestCast(parties);
    }

    @Test
    void whatBecomesAgainWhatItWasIsApprovedAnewByTheSamePeople() throws Exception {
        String id = cast.submitted(cast.openItem());
        JsonPath first = cast.toApprove(id);
        assertThat(first.getInt("past")).isZero();
        int decided = lineBasis(id);
        cast.approved(id);
        assertThat(take(id)).isInstanceOf(Sealable.Yes.class);
        awayAndBack(id);
        assertThat(lineBasis(id)).as("it is decided as it was").isEqualTo(decided);
        JsonPath again = cast.toApprove(id);
        assertThat(again.getString("basis")).isNotEqualTo(first.getString("basis"));
        assertThat(again.getInt("past")).isEqualTo(2);
        assertThat(again.getList("approvedBy")).isEmpty();
        assertThat(again.getString("approvedAt")).isNull();
        assertThat(take(id)).isEqualTo(new Sealable.No(Sealable.Obstacle.UNDECIDED));
        problem(cast.approve(cast.ngo, cast.key, id, first), 409, "basis-changed");
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        assertThat(take(id)).isEqualTo(new Sealable.No(Sealable.Obstacle.UNDECIDED));
        problem(cast.approve(cast.ngo, cast.key, id), 409, "conflict");
        cast.approve(cast.colleague, cast.second, id).then().statusCode(200);
        assertThat(cast.toApprove(id).getList("approvedBy")).hasSize(2);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("APPROVED");
        Sealable.Yes yes = (Sealable.Yes) take(id);
        assertThat(yes.holders()).hasSize(1);
        assertThat(yes.holders().get(0).signatures()).hasSize(2);
        assertThat(yes.holders().get(0).basis().base64Url()).isEqualTo(again.getString("basis"));
    }

    @Test
    void anApprovalOfOnePersonIsNotRevivedEither() throws Exception {
        String id = cast.submitted(cast.openItem());
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        for (int round = 1; round <= 2; round++) {
            awayAndBack(id);
            assertThat(cast.toApprove(id).getInt("past")).isEqualTo(round);
            assertThat(cast.toApprove(id).getList("approvedBy")).isEmpty();
            cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
            assertThat(cast.toApprove(id).getList("approvedBy")).hasSize(1);
        }
        assertThat(take(id)).isEqualTo(new Sealable.No(Sealable.Obstacle.UNDECIDED));
        cast.approve(cast.colleague, cast.second, id).then().statusCode(200);
        assertThat(take(id)).isInstanceOf(Sealable.Yes.class);
    }

    @Test
    void whatChangedAndNobodyHadApprovedIsTheSameAsBefore() throws Exception {
        String id = cast.submitted(cast.openItem());
        JsonPath first = cast.toApprove(id);
        awayAndBack(id);
        assertThat(cast.toApprove(id).getString("basis")).isEqualTo(first.getString("basis"));
        cast.approved(id);
        assertThat(take(id)).isInstanceOf(Sealable.Yes.class);
    }

    @Test
    void whoseKeyWasRevokedCountsForNobodyAndApprovesAgainWithAnother() throws Exception {
        String id = cast.submitted(cast.openItem());
        JsonPath first = cast.toApprove(id);
        cast.approved(id);
        assertThat(cast.toApprove(id).getList("approvedBy")).hasSize(2);
        String keys = "/api/v1/parties/" + cast.ngo.party() + "/keys";
        String lost =
                cast.ngo.request().get(keys).then().statusCode(200).extract().path("items[0].id");
        cast.ngo.request().post(keys + "/" + lost + "/revoke").then().statusCode(200);
        JsonPath after = cast.toApprove(id);
        assertThat(after.getList("approvedBy.user")).containsExactly(cast.colleague.user());
        assertThat(after.getString("approvedAt")).isNull();
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
        P256PrivateKey fresh = cast.signingKey(cast.ngo);
        problem(cast.approve(cast.ngo, fresh, id, first), 409, "basis-changed");
        cast.approve(cast.ngo, fresh, id).then().statusCode(200);
        assertThat(cast.toApprove(id).getList("approvedBy.user")).containsExactly(cast.ngo.user());
        cast.approve(cast.colleague, cast.second, id).then().statusCode(200);
        assertThat(take(id)).isInstanceOf(Sealable.Yes.class);
    }

    @Test
    void aRowThatNobodySignedIsNotShownAsAnApproval() throws Exception {
        String id = cast.submitted(cast.openItem());
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        RequestCast.asOwner(
                "insert into request_approval select request, revision, party, basis, '" + cast.colleague.user()
                        + "', approver_party, party_key, decode('00', 'hex') || signature, approved_at"
                        + " from request_approval where request = '" + id + "'",
                "update request_holder set approved_at = now() where request = '" + id + "'");
        JsonPath shown = cast.toApprove(id);
        assertThat(shown.getList("approvedBy.user")).containsExactly(cast.ngo.user());
        assertThat(shown.getString("approvedAt")).isNull();
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void whatWasAskedIsAskedAgainAfterAnAmendment() throws Exception {
        String item = cast.itemWith(
                term("1", "PERMIT", "DISCOVER"), term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        String id = cast.submitted(item);
        String first = asked("OPEN");
        String etag = cast.mechanism.request().get(REQUESTS + "/" + id).header("ETag");
        cast.mechanism
                .sends(cast.body(item))
                .header("If-Match", etag)
                .post(REQUESTS + "/" + id + "/amendments")
                .then()
                .statusCode(200);
        awaitAssessed(cast.mechanism, id);
        assertThat(asked("CLOSED")).isEqualTo(first);
        String second = asked("OPEN");
        assertThat(second).isNotEqualTo(first);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("BEING_CONSULTED");
        problem(answer(first), 409, "conflict");
        answer(second).then().statusCode(200);
        cast.colleague
                .request()
                .post(CONSULTATIONS + "/" + second + "/confirm")
                .then()
                .statusCode(200);
        cast.approved(id);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("APPROVED");
    }

    @Test
    void whatWasClosedIsAskedAgainWithinOneRevision() throws Exception {
        String item = cast.itemWith(
                term("1", "PERMIT", "DISCOVER"), term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        String id = cast.submitted(item);
        String first = asked("OPEN");
        AgreementCast.act(cast.ngo, cast.agreement, "suspend", Map.of("reason", "to be clarified"))
                .then()
                .statusCode(200);
        decidedAgain(id);
        assertThat(asked("CLOSED")).isEqualTo(first);
        decidedAgain(id);
        AgreementCast.act(cast.ngo, cast.agreement, "resume", Map.of("reason", "it is clear"))
                .then()
                .statusCode(200);
        decidedAgain(id);
        String second = asked("OPEN");
        assertThat(second).isNotEqualTo(first);
        assertThat(asked("CLOSED")).isEqualTo(first);
        problem(answer(first), 409, "conflict");
        answer(second).then().statusCode(200);
        cast.colleague
                .request()
                .post(CONSULTATIONS + "/" + second + "/confirm")
                .then()
                .statusCode(200);
        decidedAgain(id);
        assertThat(asked("PERMITTED"))
                .as("what was answered is not asked again")
                .isEqualTo(second);
        cast.approved(id);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("APPROVED");
    }

    @Test
    void whatIsNotClosedIsAskedOnce() throws Exception {
        String item = cast.itemWith(
                term("1", "PERMIT", "DISCOVER"), term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        String id = cast.submitted(item);
        String first = asked("OPEN");
        decidedAgain(id);
        assertThat(asked("OPEN")).isEqualTo(first);
        String again = "insert into request_consultation (id, request, revision, owner_party, instrument, version,"
                + " state, deadline, asked_at) select id || 'x', request, revision, owner_party, instrument, version,"
                + " 'OPEN', deadline, asked_at from request_consultation where id = '" + first + "'";
        assertThatThrownBy(() -> RequestCast.asOwner(again))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("23505"));
    }

    private Response answer(String consultation) {
        return cast.ngo
                .sends(Map.of(
                        "clause",
                        term("9", "PERMIT", "INSPECT", "DISCLOSE"),
                        "evidence",
                        TestConsents.evidence(TestConsents.item(cast.ngo))))
                .post(CONSULTATIONS + "/" + consultation + "/answer");
    }

    private String asked(String state) {
        JsonPath all = cast.ngo.request().get(CONSULTATIONS + "?state=" + state).jsonPath();
        assertThat(all.getList("items")).hasSize(1);
        return all.getString("items[0].id");
    }

    /** The agreement is suspended and resumed, and each time it is decided again. */
    private void awayAndBack(String id) {
        String before = cast.toApprove(id).getString("basis");
        AgreementCast.act(cast.ngo, cast.agreement, "suspend", Map.of("reason", "to be clarified"))
                .then()
                .statusCode(200);
        JsonPath away = decidedAgain(id);
        assertThat(away.getInt("granted")).isZero();
        assertThat(away.getString("basis")).isNotEqualTo(before);
        AgreementCast.act(cast.ngo, cast.agreement, "resume", Map.of("reason", "it is clear"))
                .then()
                .statusCode(200);
        assertThat(decidedAgain(id).getInt("granted")).isEqualTo(1);
    }

    private JsonPath decidedAgain(String id) {
        return cast.ngo
                .request()
                .post(REQUESTS + "/" + id + "/assessments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int lineBasis(String id) throws SQLException {
        return RequestCast.number("select ('x' || substr(encode(basis, 'hex'), 1, 7))::bit(28)::int from request_line"
                + " where request = '" + id + "'");
    }

    private Sealable take(String id) {
        return QuarkusTransaction.requiringNew().call(() -> approved.take(new RequestId(id), 1));
    }
}
