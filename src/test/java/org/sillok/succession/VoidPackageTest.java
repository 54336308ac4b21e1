package org.sillok.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.succession.SuccessionCast.SUCCESSIONS;
import static org.sillok.succession.SuccessionCast.files;
import static org.sillok.succession.SuccessionCast.signature;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.consent.TestConsents;
import org.sillok.erasure.ErasureCast;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectStore;

/** What lets a package be handed over no more. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class VoidPackageTest {
    @Inject
    TestParties parties;

    @Inject
    ObjectStore store;

    @Inject
    SuccessionSweep sweep;

    @Inject
    Tampering tampering;

    private SuccessionCast cast;

    @BeforeEach
    void newCast() {
        cast = new SuccessionCast(parties);
    }

    @Test
    void whatChangedSinceIsNotHandedOverAndIsWrittenAgain() throws Exception {
        String item = cast.material.item();
        String id = cast.exported();
        String before = cast.acceptanceText(id);
        cast.material.item();
        problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
        problem(cast.accept(cast.first, id, cast.successorsKey), 409, "succession-changed");
        cast.await(cast.first, cast.first.request().post(SUCCESSIONS + "/" + id + "/export"));
        assertThat(cast.seen(id).getInt("packed.items")).isEqualTo(2);
        assertThat(cast.acceptanceText(id)).isNotEqualTo(before);
        problem(
                cast.first.sends(signature(cast.successorsKey, before)).post(SUCCESSIONS + "/" + id + "/acceptance"),
                400,
                "invalid-field");
        cast.part(cast.first, id, "holdings", 1).then().statusCode(200);
        // A new version of what is packed changes it as well.
        cast.material.derive(item, item).then().statusCode(201);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
    }

    @Test
    void aConsentThatChangedSinceVoidsThePackage() throws Exception {
        String source = TestConsents.source(cast.ngo, "PERSON");
        cast.material.item();
        String id = cast.exported();
        cast.part(cast.first, id, "protected", 1).then().statusCode(200);
        TestConsents.begin(cast.ngo, source, TestConsents.event("REQUESTED", TestConsents.LONG_AGO), null)
                .then()
                .statusCode(201);
        problem(cast.part(cast.first, id, "protected", 1), 409, "succession-changed");
    }

    @Test
    void aNoticeThatWasAddedSinceVoidsThePackage() throws Exception {
        cast.material.item();
        String id = cast.exported();
        cast.ngo
                .sends(Map.of(
                        "language", "ko",
                        "medium", "READ_ALOUD",
                        "points", List.of("PURPOSES", "WITHDRAWAL"),
                        "text", "가상의 안내문"))
                .post("/api/v1/notices")
                .then()
                .statusCode(201);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
    }

    @Test
    void whatTheOrganisationWantsToBeErasedStaysUntilItWantsThatNoMore() throws Exception {
        String item = cast.material.item();
        cast.material.item();
        String id = cast.exported();
        String erasure = cast.material.proposed(item);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
        problem(cast.accept(cast.first, id, cast.successorsKey), 409, "succession-changed");
        cast.await(cast.first, cast.first.request().post(SUCCESSIONS + "/" + id + "/export"));
        JsonPath seen = cast.seen(id);
        assertThat(seen.getList("packed.withheldItems.item", String.class)).containsExactly(item);
        assertThat(seen.getList("packed.withheldItems.reason", String.class)).containsExactly("ERASURE_ASKED");
        cast.part(cast.first, id, "holdings", 1).then().statusCode(200);
        // The other way round: it could go now, and is not in the package.
        cast.ngo
                .sends(Map.of("reason", "a mistake"))
                .post(ErasureCast.ERASURES + "/" + erasure + "/reject")
                .then()
                .statusCode(200);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
        cast.await(cast.first, cast.first.request().post(SUCCESSIONS + "/" + id + "/export"));
        assertThat(cast.seen(id).getInt("packed.items")).isEqualTo(2);
    }

    @Test
    void whatOthersDepositedAsWellIsNotHandedOver() throws Exception {
        String item = cast.material.item();
        String id = cast.exported();
        cast.joint(item);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
    }

    @Test
    void afterARestoreNothingIsHandedOverThatIsClosed() throws Exception {
        String item = cast.material.item();
        String id = cast.exported();
        // It waits for statements that are not back, so that nobody goes through them now.
        tampering.sql(
                "insert into sillok.evidence_replay (restore, tree_size, waits) values ('rst_succession', 0, true)");
        try {
            problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
            problem(cast.accept(cast.first, id, cast.successorsKey), 409, "succession-changed");
        } finally {
            tampering.sql("delete from sillok.evidence_replay where restore = 'rst_succession'");
        }
        cast.part(cast.first, id, "holdings", 1).then().statusCode(200);
        tampering.sql(
                "insert into sillok.evidence_closed (subject, about, statement, event, closed_at)"
                        + " values (?, ?, decode(repeat('00', 32), 'hex'), 'WITHDRAWN', now())",
                item,
                item);
        try {
            problem(cast.part(cast.first, id, "holdings", 1), 409, "succession-changed");
            problem(cast.accept(cast.first, id, cast.successorsKey), 409, "succession-changed");
        } finally {
            tampering.sql("delete from sillok.evidence_closed where subject = ?", item);
        }
    }

    @Test
    void forARevokedCertificateNothingIsHandedOut() throws Exception {
        cast.material.item();
        String id = cast.exported();
        cast.revoked(id);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "recipient-certificate");
        // The way out: this one is called off, and once there is a key that counts another one is proposed.
        cast.ngo
                .sends(Map.of("reason", "The key is lost."))
                .post(SUCCESSIONS + "/" + id + "/reject")
                .then()
                .statusCode(200);
        problem(cast.first.sends(cast.body()).post(SUCCESSIONS), 409, "recipient-certificate");
    }

    @Test
    void whatHasChangedIsNotKept() throws Exception {
        String item = cast.material.item();
        String id = cast.exported();
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTED");
        cast.material.erased(item);
        sweep.giveUpChanged();
        sweep.leftovers();
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTING");
        try (var left = store.list("succession/" + id + "/")) {
            assertThat(left).isEmpty();
        }
        cast.await(cast.first, cast.first.request().post(SUCCESSIONS + "/" + id + "/export"));
        assertThat(files(cast.archive(id, "holdings")).keySet())
                .noneMatch(name -> name.startsWith("data/items/" + item + "/v"));
    }
}
