package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Caller;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class IdempotencyTest {
    private static final Bytes REQUEST = Bytes.utf8("POST /things {}");

    @Inject
    Idempotency idempotency;

    @Inject
    Bootstrap bootstrap;

    @Inject
    Randomness randomness;

    @Inject
    EntityManager entities;

    private Caller caller;
    private IdempotencyKey key;

    @BeforeEach
    void aFreshKey() {
        caller = bootstrap.ensureRepositoryParty();
        key = new IdempotencyKey(Ids.fresh("key", randomness));
    }

    @Test
    void aKeyStandsForOneRequest() {
        assertThat(idempotency.taken(caller, key)).isFalse();
        assertThat(idempotency.find(caller, key, REQUEST)).isEmpty();
        remember("first");
        assertThat(idempotency.taken(caller, key)).isTrue();
        assertThat(idempotency.find(caller, key, REQUEST)).contains("first");
        assertThatThrownBy(() -> idempotency.find(caller, key, Bytes.utf8("POST /things {\"a\":1}")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.refusal().code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED));
        assertThatThrownBy(() -> remember("second")).isInstanceOf(Idempotency.KeyTakenException.class);
        assertThat(idempotency.find(caller, key, REQUEST)).contains("first");
    }

    @Test
    void aKeyOfATransactionThatRolledBackIsFree() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    idempotency.remember(caller, key, REQUEST, "lost");
                    throw new IllegalStateException("the business fails");
                }))
                .hasMessageContaining("the business fails");
        assertThat(idempotency.taken(caller, key)).isFalse();
        remember("kept");
        assertThat(idempotency.find(caller, key, REQUEST)).contains("kept");
    }

    @Test
    void anExpiredKeyGivesWayAndIsSwept() {
        remember("old");
        age();
        assertThat(idempotency.find(caller, key, REQUEST)).isEmpty();
        remember("new");
        assertThat(idempotency.find(caller, key, REQUEST)).contains("new");
        age();
        idempotency.sweep();
        assertThat(rows()).isZero();
    }

    private void remember(String resource) {
        QuarkusTransaction.requiringNew().run(() -> idempotency.remember(caller, key, REQUEST, resource));
    }

    private void age() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update web_idempotency set created_at = now() - interval '8 days'")
                        .executeUpdate());
    }

    private long rows() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery("select count(*) from web_idempotency")
                                .getSingleResult())
                        .longValue());
    }
}
