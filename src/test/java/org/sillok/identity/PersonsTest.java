package org.sillok.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.TestCertificates;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/** A subject of an external issuer is one person, in however many organisations it has a user. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PersonsTest {
    private static final String ISSUER = "https://login.invalid/realms/sillok";

    @Inject
    Admission admission;

    @Inject
    Persons persons;

    @Inject
    PartyKeyRegistry registry;

    @Inject
    TestParties parties;

    @Test
    void usersOfOneSubjectAreOnePersonWhateverTheyActFor() {
        String one = parties.newParty();
        String other = parties.newParty();
        UserId here = admitted("a person", one, Role.CONTRIBUTOR).user();
        UserId there = admitted("a person", other, Role.CONTRIBUTOR).user();
        UserId somebody = admitted("somebody", other, Role.CONTRIBUTOR).user();
        UserId namesake = admission
                .admit(new TokenClaims("https://other.invalid", "a person", other, Set.of(), true))
                .orThrow()
                .user();
        UserId ours = new UserId(parties.userOf(one, Role.CONTRIBUTOR).user());
        UserId alsoOurs = new UserId(parties.userOf(other, Role.CONTRIBUTOR).user());
        assertThat(here).isNotEqualTo(there);
        assertThat(same(here, there)).isTrue();
        assertThat(same(ours, ours)).isTrue();
        for (UserId another : List.of(somebody, namesake, ours)) {
            assertThat(same(here, another)).isFalse();
        }
        assertThat(same(ours, alsoOurs)).isFalse();
        Map<UserId, UserId> oneOfEach = QuarkusTransaction.requiringNew()
                .call(() -> persons.oneOfEach(List.of(here, there, somebody, ours, alsoOurs)));
        assertThat(Set.copyOf(oneOfEach.values())).hasSize(4);
    }

    @Test
    void usersFromBeforeItWasKeptAreRecognisedWhenThePersonIsSeenAgain() throws SQLException {
        String one = parties.newParty();
        String other = parties.newParty();
        UserId here = admitted("known for long", one, Role.CONTRIBUTOR).user();
        UserId there = admitted("known for long", other, Role.CONTRIBUTOR).user();
        UserId somebody =
                admitted("known for long, too", other, Role.CONTRIBUTOR).user();
        forget(here, there, somebody);
        assertThat(same(here, there)).isFalse();
        admitted("known for long", one, Role.CONTRIBUTOR);
        assertThat(same(here, there)).isTrue();
        assertThat(same(here, somebody)).isFalse();
        forget(here, there);
        admitted("known for long", parties.newParty(), Role.CONTRIBUTOR);
        assertThat(same(here, there)).isTrue();
    }

    @Test
    void whoRegisteredAKeyForAnOrganisationDoesNotConfirmItAsACustodian() {
        String party = parties.newParty();
        Caller staff = admitted("two hats", party, Role.CONTRIBUTOR);
        String repository = parties.custodian().party();
        Caller custodian = admitted("two hats", repository, Role.CUSTODIAN);
        Caller colleague = admitted("one hat", repository, Role.CUSTODIAN);
        PartyKeyId key = register(staff, party).orThrow();
        assertThat(registry.confirm(custodian, party, key.value()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ProblemCode.CONFLICT));
        assertThat(registry.confirm(colleague, party, key.value()).orThrow().id())
                .isEqualTo(key);
    }

    private Outcome<PartyKeyId> register(Caller caller, String party) {
        byte[] certificate = TestCertificates.valid(TestCertificates.ec("P-256").getPublic());
        return registry.register(caller, party, new NewPartyKey.Encryption(Bytes.of(certificate)), id -> {});
    }

    private boolean same(UserId one, UserId other) {
        return QuarkusTransaction.requiringNew().call(() -> persons.isSame(one, other));
    }

    private Caller admitted(String subject, String party, Role role) {
        return admission
                .admit(new TokenClaims(ISSUER, subject, party, Set.of(role), true))
                .orThrow();
    }

    /** As it was before persons were kept. */
    private static void forget(UserId... users) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        config("quarkus.datasource.jdbc.url"),
                        config("quarkus.flyway.username"),
                        config("quarkus.flyway.password"));
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("alter table sillok.identity_user disable trigger user");
            for (UserId user : users) {
                assertThat(statement.executeUpdate(
                                "update sillok.identity_user set person = null where id = '" + user + "'"))
                        .isEqualTo(1);
            }
            statement.execute("alter table sillok.identity_user enable trigger user");
            owner.commit();
        }
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
