package org.sillok.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.CONSULTATIONS;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.request.RequestCast.seen;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RequestSweepTest {
    @Inject
    TestParties parties;

    @Inject
    RequestSweep sweep;

    @Inject
    ConsultationDeadlines consultations;

    @Test
    void noAnswerInTimeIsNoAndTheRequestExpires() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String item = cast.itemWith(
                term("1", "PERMIT", "DISCOVER"), term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        Map<String, Object> body = cast.body(item);
        Instant replyBy = Timestamps.truncate(Instant.now().plusSeconds(6));
        body.put("replyBy", Timestamps.format(replyBy));
        String id = cast.mechanism
                .sends(body)
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitAssessed(cast.mechanism, id);
        JsonPath asked = cast.ngo.request().get(CONSULTATIONS).jsonPath();
        assertThat(asked.getString("items[0].state")).isEqualTo("OPEN");
        assertThat(asked.getString("items[0].deadline")).isEqualTo(Timestamps.format(replyBy));
        while (!Instant.now().isAfter(replyBy)) {
            Thread.sleep(100);
        }
        String consultation = asked.getString("items[0].id");
        problem(
                cast.ngo.sends(Map.of("refused", "late")).post(CONSULTATIONS + "/" + consultation + "/answer"),
                409,
                "conflict");
        consultations.expire(100);
        assertThat(cast.ngo
                        .request()
                        .get(CONSULTATIONS + "/" + consultation)
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("EXPIRED");
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("NOT_PERMITTED");
        sweep.expire();
        assertThat(seen(cast.mechanism, id).getString("state")).isEqualTo("EXPIRED");
        assertThat(sweep.expire()).isZero();
    }
}
