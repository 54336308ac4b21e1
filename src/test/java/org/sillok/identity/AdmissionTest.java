package org.sillok.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/** Tokens of an external issuer, whose subjects are no users of ours until they are first seen. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AdmissionTest {
    private static final String ISSUER = "https://login.invalid/realms/sillok";

    @Inject
    Admission admission;

    @Inject
    TestParties parties;

    @Inject
    EntityManager entities;

    @Test
    void aPersonOfAnExternalIssuerBecomesOneUserAtFirstSight() throws Exception {
        String party = parties.newParty();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Set<UserId> users = new HashSet<>();
        try {
            Callable<Caller> admit =
                    () -> admitted(new TokenClaims(ISSUER, "b7f1-person", party, Set.of(Role.CONTRIBUTOR)));
            for (Future<Caller> caller : threads.invokeAll(Collections.nCopies(8, admit))) {
                users.add(caller.get().user());
                assertThat(caller.get().roles()).containsExactly(Role.CONTRIBUTOR);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(users).hasSize(1);
    }

    @Test
    void thePersonOfAnotherIssuerOrPartyIsAnotherUser() {
        String party = parties.newParty();
        Set<UserId> users = Set.of(
                admitted(claims("one", party)).user(),
                admitted(claims("two", party)).user(),
                admitted(claims("one", parties.newParty())).user(),
                admitted(new TokenClaims("https://other.invalid", "one", party, Set.of()))
                        .user());
        assertThat(users).hasSize(4);
    }

    @Test
    void rolesComeFromTheTokenButNeverThoseOfTheRepository() {
        Caller caller = admitted(new TokenClaims(
                ISSUER, "greedy", parties.newParty(), Set.of(Role.CUSTODIAN, Role.OPERATOR, Role.AUDITOR)));
        assertThat(caller.roles()).containsExactly(Role.AUDITOR);
    }

    @Test
    void anUnknownOrInactivePartyAdmitsNobody() {
        refused(ProblemCode.PARTY_INACTIVE, claims("one", "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        refused(ProblemCode.UNAUTHENTICATED, claims("one", "nonsense"));
        refused(ProblemCode.UNAUTHENTICATED, claims("one", null));
        String party = parties.newParty();
        admitted(claims("one", party));
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update identity_party set status = 'INACTIVE' where id = ?1")
                        .setParameter(1, party)
                        .executeUpdate());
        refused(ProblemCode.PARTY_INACTIVE, claims("one", party));
        refused(ProblemCode.PARTY_INACTIVE, claims("two", party));
    }

    @Test
    void aDisabledPersonIsRefused() {
        String party = parties.newParty();
        String user = admitted(claims("one", party)).user().value();
        parties.custodian()
                .request()
                .post("/api/v1/users/" + user + "/disable")
                .then()
                .statusCode(200);
        refused(ProblemCode.UNAUTHENTICATED, claims("one", party));
    }

    private static TokenClaims claims(String subject, @Nullable String party) {
        return new TokenClaims(ISSUER, subject, party, Set.of(Role.CONTRIBUTOR));
    }

    private Caller admitted(TokenClaims claims) {
        return admission.admit(claims).orThrow();
    }

    private void refused(ProblemCode code, TokenClaims claims) {
        assertThat(admission.admit(claims))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
