package org.sillok.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.identity.core.TokenGrade;
import org.sillok.identity.db.UserRows;
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
    ProgramAdmission programs;

    @Inject
    UserRows users;

    @Inject
    Subjects subjects;

    @Inject
    FirstSight firstSight;

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
                    () -> admitted(new TokenClaims(ISSUER, "b7f1-person", party, Set.of(Role.CONTRIBUTOR), true));
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
                admitted(new TokenClaims("https://other.invalid", "one", party, Set.of(), true))
                        .user());
        assertThat(users).hasSize(4);
    }

    @Test
    void rolesComeFromTheTokenButNeverThoseOfTheRepository() {
        Caller caller = admitted(new TokenClaims(
                ISSUER, "greedy", parties.newParty(), Set.of(Role.CUSTODIAN, Role.OPERATOR, Role.AUDITOR), true));
        assertThat(caller.roles()).containsExactly(Role.AUDITOR);
    }

    @Test
    void aSubjectThatLooksLikeAUserOfOursIsBelievedFromTheLocalIssuerOnly() {
        TestParties.Actor ours = parties.newPartyWith(Role.CONTRIBUTOR);
        TokenClaims claims = claims(ours.user(), ours.party());
        assertThat(admitted(claims).user().value()).isEqualTo(ours.user());
        assertThat(elsewhere().admit(claims).orThrow().user().value()).isNotEqualTo(ours.user());
    }

    @Test
    void aProvidersTokenThatDoesNotSayWhenAPersonAuthenticatedIsAPrograms() {
        String party = parties.newParty();
        TokenClaims person = claims("somebody", party);
        TokenClaims program = new TokenClaims(ISSUER, "service-account", party, Set.of(Role.CONTRIBUTOR), false);
        assertThat(elsewhere().admit(person).orThrow().program()).isFalse();
        Caller caller = elsewhere().admit(program).orThrow();
        assertThat(caller.program()).isTrue();
        assertThat(programs.person(caller))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ProblemCode.FORBIDDEN));
        // The local issuer has no login: whoever has a token of its is taken for its user.
        assertThat(admitted(program).program()).isFalse();
    }

    /** Of an installation whose tokens a provider issues. */
    private Admission elsewhere() {
        return new Admission(users, subjects, firstSight, new TokenIssuer() {
            @Override
            public boolean isHere() {
                return false;
            }

            @Override
            public Optional<Token> issue(Caller subject, Instant expiresAt, TokenGrade grade) {
                return Optional.empty();
            }
        });
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
        return new TokenClaims(ISSUER, subject, party, Set.of(Role.CONTRIBUTOR), true);
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
