package org.sillok.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.agreement.AgreementCast.act;
import static org.sillok.agreement.AgreementCast.draft;
import static org.sillok.agreement.AgreementCast.with;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.db.CurrentAgreements;
import org.sillok.identity.TestParties;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.ClauseId;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.Vault;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AgreementsInForceTest {
    @Inject
    TestParties parties;

    @Inject
    AgreementsInForce agreements;

    @Inject
    Vault vault;

    @Inject
    DataSource pool;

    private AgreementCast cast;
    private TestParties.Actor ngo;
    private TestParties.Actor court;

    @BeforeEach
    void organisations() {
        cast = new AgreementCast(parties);
        ngo = cast.ngo();
        court = cast.mechanism();
    }

    @Test
    void onlyWhatAllHaveSignedCountsAndOnlyFromTheLastSignatureOn() {
        Map<String, Object> draft =
                with(draft(List.of(ngo.party()), List.of(court.party())), "effectiveFrom", "2020-01-01T00:00:00.000Z");
        String id = cast.drafted(ngo, draft);
        AgreementCast.propose(ngo, id).then().statusCode(200);
        cast.signOnPaper(ngo, id).then().statusCode(200);
        assertThat(between()).isEmpty();
        Instant before = Timestamps.truncate(Instant.now());
        cast.signOnPaper(court, id).then().statusCode(200);
        Agreement found = between().get(0);
        assertThat(found.ref().toString()).isEqualTo(id + "/1");
        assertThat(found.kind()).isEqualTo(AgreementKind.MOU);
        assertThat(found.state()).isEqualTo(AgreementState.IN_FORCE);
        assertThat(found.providers()).containsExactly(new PartyId(ngo.party()));
        assertThat(found.recipients()).containsExactly(new PartyId(court.party()));
        assertThat(found.window().from()).as("never back-dated").isAfterOrEqualTo(before);
        assertThat(found.clauses())
                .extracting(clause -> clause.id())
                .containsExactly(new ClauseId("1"), new ClauseId("2"));
        assertThat(ofProvider(ngo)).containsExactly(found);
        assertThat(ofProvider(court)).isEmpty();
        assertThat(providersOf(id)).containsExactly(new PartyId(ngo.party()));
    }

    @Test
    void theOldVersionCountsUntilAllHaveSignedTheNextAndItsTimeHasCome() {
        Map<String, Object> draft = draft(List.of(ngo.party()), List.of(court.party()));
        String id = cast.inForce(draft, ngo, court);
        act(ngo, id, "versions", with(draft, "clauses", List.of(AgreementCast.permission("9"))))
                .then()
                .statusCode(201);
        AgreementCast.propose(ngo, id).then().statusCode(200);
        cast.signOnPaper(ngo, id).then().statusCode(200);
        assertThat(between().get(0).ref().version()).isEqualTo(1);
        cast.signOnPaper(court, id).then().statusCode(200);
        assertThat(between().get(0).ref().version()).isEqualTo(2);
        String later = Timestamps.format(Instant.now().plus(1, ChronoUnit.DAYS));
        cast.amended(id, with(draft, "effectiveFrom", later), court, ngo);
        assertThat(between()).hasSize(1);
        assertThat(between().get(0).ref().version())
                .as("the third has not begun")
                .isEqualTo(2);
        assertThat(AgreementCast.read(ngo, id).getInt("versionInForce")).isEqualTo(2);
        assertThat(AgreementCast.read(ngo, id).getString("version.state")).isEqualTo("AGREED");
    }

    @Test
    void suspendedAndTerminatedAgreementsStayInSightForWhatTheyForbid() {
        String id = cast.inForce(draft(List.of(ngo.party()), List.of(court.party())), ngo, court);
        act(court, id, "suspend", Map.of("reason", "Under review")).then().statusCode(200);
        assertThat(between().get(0).state()).isEqualTo(AgreementState.SUSPENDED);
        act(court, id, "resume", Map.of("reason", "Reviewed")).then().statusCode(200);
        assertThat(between().get(0).state()).isEqualTo(AgreementState.IN_FORCE);
        act(ngo, id, "terminate", Map.of("reason", "Breach")).then().statusCode(200);
        assertThat(between().get(0).state()).isEqualTo(AgreementState.TERMINATED);
        assertThat(between().get(0).prohibitionsSurvive()).isTrue();
    }

    @Test
    void umbrellasComeAlongAndCourtOrdersReachWhoeverAsks() {
        TestParties.Actor stranger = cast.mechanism();
        Map<String, Object> draft = draft(List.of(ngo.party()), List.of(court.party()));
        String umbrella = cast.inForce(with(draft, "kind", "PROTOCOL", "clauses", List.of()), ngo, court);
        String under = cast.inForce(with(draft, "umbrella", umbrella), ngo, court);
        assertThat(between()).extracting(one -> one.ref().id()).containsExactlyInAnyOrder(umbrella, under);
        TestParties.Actor custodian = parties.custodian();
        Map<String, Object> order = with(
                draft(List.of(ngo.party()), List.of()),
                "kind",
                "COURT_ORDER",
                "clauses",
                List.of(AgreementCast.prohibition("1")));
        String ordered = cast.drafted(custodian, order);
        AgreementCast.propose(custodian, ordered).then().statusCode(200);
        AgreementCast.problem(act(custodian, ordered, "confirm", Map.of()), 403, "forbidden");
        act(cast.secondCustodian(), ordered, "confirm", Map.of()).then().statusCode(200);
        // Whatever the scope: who asks is not named in the order.
        List<Agreement> asked = QuarkusTransaction.requiringNew()
                .call(() -> agreements.between(Set.of(new PartyId(ngo.party())), new PartyId(stranger.party())));
        assertThat(asked).extracting(one -> one.ref().id()).containsExactly(ordered);
    }

    @Test
    void rowsThatAreNotWhatWasSignedStopTheDecision() throws SQLException {
        TestParties.Actor second = cast.ngo();
        String id =
                cast.inForce(draft(List.of(ngo.party(), second.party()), List.of(court.party())), ngo, second, court);
        assertThat(between()).hasSize(1);
        alter("delete from sillok.agreement_party where agreement = '" + id + "' and party = '" + second.party() + "'");
        assertThatThrownBy(this::between).hasMessageContaining("not what was signed");
        String other = cast.inForce(draft(List.of(second.party()), List.of(court.party())), second, court);
        assertThat(ofProvider(second)).hasSize(1);
        String turnOneBit =
                "update sillok.agreement_version set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)"
                        + " where agreement = '" + other + "'";
        alter(turnOneBit);
        assertThatThrownBy(() -> ofProvider(second)).isInstanceOf(SealBrokenException.class);
        // A list says what else it knows.
        JsonPath list = second.request()
                .get("/api/v1/agreements")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(list.getList("items.id")).contains(other);
        assertThat(list.getString("items.find { it.id == '" + other + "' }.title"))
                .isNull();
        alter(turnOneBit);
    }

    /** As somebody who administers the database could. */
    private static void alter(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class),
                        System.getProperty("sillok.test.postgres.superuser.user"),
                        System.getProperty("sillok.test.postgres.superuser.password"));
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica; " + sql);
        }
    }

    @Test
    void theNumberOfQueriesDoesNotGrowWithTheNumberOfAgreements() {
        Map<String, Object> draft = draft(List.of(ngo.party()), List.of(court.party()));
        String umbrella = cast.inForce(with(draft, "kind", "PROTOCOL"), ngo, court);
        assertThat(queries(1)).isEqualTo(2);
        cast.inForce(with(draft, "umbrella", umbrella), ngo, court);
        cast.inForce(with(draft, "umbrella", umbrella), ngo, court);
        assertThat(queries(3)).isEqualTo(2);
    }

    /** How many statements it takes besides the one for the keys. */
    private int queries(int found) {
        AtomicInteger prepared = new AtomicInteger();
        DataSource counting = counting(DataSource.class, pool, prepared);
        AgreementsInForce counted = new AgreementsInForce(new CurrentAgreements(counting), vault, Clock.systemUTC());
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> counted.between(Set.of(new PartyId(ngo.party())), new PartyId(court.party()))))
                .hasSize(found);
        return prepared.get();
    }

    private static <T> T counting(Class<T> type, T target, AtomicInteger prepared) {
        return type.cast(Proxy.newProxyInstance(
                AgreementsInForceTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.incrementAndGet();
                    }
                    Object result = method.invoke(target, arguments);
                    return result instanceof Connection connection
                            ? counting(Connection.class, connection, prepared)
                            : result;
                }));
    }

    private List<Agreement> between() {
        return QuarkusTransaction.requiringNew()
                .call(() -> agreements.between(Set.of(new PartyId(ngo.party())), new PartyId(court.party())));
    }

    private List<Agreement> ofProvider(TestParties.Actor actor) {
        return QuarkusTransaction.requiringNew().call(() -> agreements.ofProvider(new PartyId(actor.party())));
    }

    private Set<PartyId> providersOf(String id) {
        return QuarkusTransaction.requiringNew().call(() -> agreements.providersOf(new AgreementId(id)));
    }
}
