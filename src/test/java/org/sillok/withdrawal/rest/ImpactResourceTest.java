package org.sillok.withdrawal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.id;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.TestBundles;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.withdrawal.WithdrawalCast;

/** Where material went: to recipients, and, as these say, further. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ImpactResourceTest {
    @Inject
    TestParties parties;

    @Inject
    TestBundles bundles;

    private WithdrawalCast one;
    private Actor ngo;
    private Actor mechanism;
    private String bundle;

    @BeforeEach
    void disclosed() throws Exception {
        one = new WithdrawalCast(parties);
        ngo = one.cast.ngo;
        mechanism = one.cast.mechanism;
        one.cast.encryptionKey(mechanism);
        String request = one.cast.submitted(one.item);
        one.cast.approved(request);
        bundle = bundles.sealed("READY", request, new byte[] {1, 2, 3});
        WithdrawalCast.disclosed(bundle);
    }

    private Response report(Actor actor, Object recipient, Object... more) {
        Map<String, Object> body = new HashMap<>();
        body.put("recipient", recipient);
        body.put("purposes", List.of("CRIMINAL_PROSECUTION"));
        body.put("at", Timestamps.format(Timestamps.truncate(Instant.now())));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return actor.sends(body).post(path());
    }

    private String path() {
        return "/api/v1/bundles/" + bundle + "/onward-transfers";
    }

    @Test
    void recipientsReportToWhomTheyPassedItOn() {
        String other = parties.newParty();
        String named = report(mechanism, Map.of("party", other), "items", List.of(1))
                .then()
                .statusCode(201)
                .body("recipient.party", equalTo(other))
                .body("items", equalTo(List.of(1)))
                .extract()
                .path("id");
        String somebody = report(mechanism, Map.of("name", "A district court, 가상"))
                .then()
                .statusCode(201)
                .body("recipient.name", equalTo("A district court, 가상"))
                .extract()
                .path("id");
        mechanism.request().get(path()).then().statusCode(200).body("items.id", equalTo(List.of(named, somebody)));
        JsonPath theirs = ngo.request()
                .get(path())
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(named, somebody)))
                .extract()
                .jsonPath();
        assertThat(theirs.getMap("items[0]"))
                .as("numbers would tell how much there is of others")
                .doesNotContainKey("items");
        parties.custodian().request().get(path()).then().statusCode(200).body("items", hasSize(2));
        ngo.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .body("items.findAll { it.subject == '" + bundle + "' }.type", hasItem("ONWARD_REPORTED"));
        problem(report(ngo, Map.of("party", other)), 403, "forbidden");
        problem(report(parties.newPartyWith(Role.INVESTIGATOR), Map.of("party", other)), 404, "not-found");
        problem(parties.newPartyWith(Role.AUDITOR).request().get(path()), 403, "forbidden");
        problem(parties.newPartyWith(Role.CONTRIBUTOR).request().get(path()), 404, "not-found");
    }

    @Test
    void aReportSaysWhoWhatAndWhen() {
        String other = parties.newParty();
        wrong("/recipient", report(mechanism, Map.of()));
        wrong("/recipient", report(mechanism, Map.of("party", other, "name", "x")));
        wrong("/recipient/party", report(mechanism, Map.of("party", mechanism.party())));
        wrong("/recipient/party", report(mechanism, Map.of("party", "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa")));
        wrong("/recipient/name", report(mechanism, Map.of("name", " ")));
        wrong("/at", report(mechanism, Map.of("party", other), "at", "2999-01-01T00:00:00.000Z"));
        wrong("/at", report(mechanism, Map.of("party", other), "at", "2001-01-01T00:00:00.000Z"));
        wrong("/items", report(mechanism, Map.of("party", other), "items", List.of(1, 2)));
        wrong("/items", report(mechanism, Map.of("party", other), "items", List.of()));
        wrong("/purposes", report(mechanism, Map.of("party", other), "purposes", List.of()));
        mechanism.request().get(path()).then().body("items", hasSize(0));
    }

    @Test
    void whoReportsVeryMuchIsShownInPartAndThatIsSaid() throws Exception {
        String other = parties.newParty();
        RequestCast.asOwner("insert into withdrawal_onward (id, bundle, owner_party, received_by, sealed, numbers,"
                + " transferred_at, recorded_by, recorded_at) select 'onw_' || translate(to_char(n, 'FM00000'),"
                + " '0123456789', 'bcdefghijk') || repeat('a', 21), '" + bundle + "', '" + mechanism.party() + "', '"
                + other + "', decode('00', 'hex'), case when n > 1100 then array[99] end, now(), '" + mechanism.user()
                + "', now() from generate_series(1, 1200) n");
        problem(report(mechanism, Map.of("party", other)), 409, "conflict");
        String id = id(one.withdraw("NO_FURTHER_USE"));
        String path = WITHDRAWALS + "/" + id + "/impact";
        JsonPath impact =
                ngo.request().get(path).then().statusCode(200).extract().jsonPath();
        assertThat(impact.getBoolean("moreOnward")).isTrue();
        assertThat(impact.getList("nodes.findAll { it.kind == 'ONWARD' }")).hasSize(1_000);
        ngo.request().accept("*/*").get(path + ".html").then().statusCode(200);
        assertThat(ngo.request()
                        .get(path() + "?limit=200")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items"))
                .hasSize(200);
    }

    private static void wrong(String pointer, Response answer) {
        answer.then().statusCode(400).body("pointer", equalTo(pointer));
    }

    @Test
    void whatWouldBeReachedIsSeenBeforeAndAfter() {
        String derived = one.derivedFrom(one.item);
        report(mechanism, Map.of("name", "A newspaper")).then().statusCode(201);
        JsonPath before = ngo.sends(Map.of("subject", Map.of("consent", one.consent), "by", "SOURCE"))
                .post(WITHDRAWALS + "/preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(before.getList("nodes.kind"))
                .containsExactlyInAnyOrder("ITEM", "DERIVATIVE", "BUNDLE", "RECIPIENT", "ONWARD");
        assertThat(before.getString("nodes.find { it.kind == 'ITEM' }.title.ko"))
                .isEqualTo("가상 문서");
        ngo.request().get(WITHDRAWALS + "?subject=" + one.consent).then().body("items", hasSize(0));
        String id = id(one.withdraw("NO_FURTHER_USE"));
        JsonPath after = ngo.request()
                .get(WITHDRAWALS + "/" + id + "/impact")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(after.getList("edges")).isEqualTo(before.getList("edges"));
        assertThat(after.getList("nodes.id")).isEqualTo(before.getList("nodes.id"));
        assertThat(after.getList("edges.findAll { it.from == '" + one.item + "' }.to"))
                .containsExactlyInAnyOrder(derived, bundle);
        assertThat(after.getString("nodes.find { it.kind == 'ONWARD' }.name")).isEqualTo("A newspaper");
        JsonPath custodians = parties.custodian()
                .request()
                .get(WITHDRAWALS + "/" + id + "/impact")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(custodians.getList("nodes.id")).isEqualTo(after.getList("nodes.id"));
        assertThat(custodians.getString("nodes.find { it.kind == 'ITEM' }.title"))
                .isNull();
        problem(
                parties.newPartyWith(Role.CONTRIBUTOR)
                        .sends(Map.of("subject", Map.of("consent", one.consent), "by", "SOURCE"))
                        .post(WITHDRAWALS + "/preview"),
                404,
                "not-found");
    }

    @Test
    void manyItemsComeInPages() {
        one.derivedFrom(one.item);
        one.derivedFrom(one.item);
        String id = id(one.withdraw("NO_NEW_SHARING"));
        String path = WITHDRAWALS + "/" + id + "/impact?limit=2";
        JsonPath first =
                ngo.request().get(path).then().statusCode(200).extract().jsonPath();
        assertThat(first.getInt("items")).isEqualTo(3);
        JsonPath second = ngo.request()
                .get(path + "&cursor=" + first.getString("next"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(second.getString("next")).isNull();
        List<String> seen = new ArrayList<>(first.getList("nodes.findAll { it.id.startsWith('itm_') }.id"));
        seen.addAll(second.getList("nodes.findAll { it.id.startsWith('itm_') }.id"));
        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
        problem(ngo.request().get(path + "&cursor=x"), 400, "invalid-cursor");
    }

    @Test
    void thePageAndThePictureSayWhereItWent() {
        report(mechanism, Map.of("name", "<b>A & B</b>")).then().statusCode(201);
        String id = id(one.withdraw("NO_FURTHER_USE"));
        String path = WITHDRAWALS + "/" + id;
        ngo.request()
                .accept("text/html")
                .header("Accept-Language", "ko")
                .get(path + "/impact.html")
                .then()
                .statusCode(200)
                .header("Content-Language", "ko")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("철회한 자료"))
                .body(containsString(bundle))
                .body(containsString("&lt;b&gt;A &amp; B&lt;/b&gt;"))
                .body(not(containsString("<b>")));
        ngo.request()
                .accept("application/pdf")
                .get(path + "/impact.html")
                .then()
                .statusCode(200)
                .contentType("application/pdf");
        ngo.request()
                .accept("image/svg+xml")
                .header("Accept-Language", "en")
                .get(path + "/impact.svg")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("sandbox"))
                .contentType(containsString("image/svg+xml"))
                .body(containsString("Where the material went"));
    }
}
