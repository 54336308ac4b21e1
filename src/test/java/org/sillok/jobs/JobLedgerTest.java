package org.sillok.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.jobs.core.JobState;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.AlteredKey;
import org.sillok.vault.KekUnavailableException;

/** Kinds of jobs that no handler takes, so that the runner leaves them to the test. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class JobLedgerTest {
    @Inject
    Jobs jobs;

    @Inject
    JobLedger ledger;

    @Inject
    Bootstrap bootstrap;

    @Inject
    TestParties parties;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Inject
    JobsConfig config;

    @Test
    void aJobWhoseRunVanishedIsTakenOverWhereItGotTo() {
        JobId id = submit("VANISHING");
        JobLedger.Attempt first = claim("VANISHING").orElseThrow();
        assertThat(first.id()).isEqualTo(id);
        assertThat(first.params().text("n")).isEqualTo("1");
        ledger.progress(first, 3, 10, JsonObject.builder().put("at", "3").build());
        assertThat(claim("VANISHING")).isEmpty();
        assertThat(ledger.renew(first)).isEqualTo(JobLedger.Hold.KEPT);

        expire(id);
        JobLedger.Attempt second = claim("VANISHING").orElseThrow();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.resumePoint().text("at")).isEqualTo("3");
        assertThat(second.caller()).isEqualTo(first.caller());

        // The first run was only slow: nothing it writes counts any more.
        assertThat(ledger.renew(first)).isEqualTo(JobLedger.Hold.LOST);
        ledger.progress(first, 9, 10, null);
        ledger.done(first, JsonObject.builder().put("by", "first").build());
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(job(id).done()).isEqualTo(3);

        ledger.done(second, JsonObject.builder().put("by", "second").build());
        assertThat(job(id).state()).isEqualTo(JobState.DONE);
        assertThat(job(id).result().text("by")).isEqualTo("second");
        assertThat(ledger.renew(second)).isEqualTo(JobLedger.Hold.LOST);
    }

    @Test
    void aJobThatKillsEveryRunIsGivenUp() {
        JobId id = submit("DEADLY");
        for (int i = 0; i < config.maxAttempts(); i++) {
            assertThat(claim("DEADLY")).isPresent();
            expire(id);
        }
        assertThat(claim("DEADLY")).isEmpty();
        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id).problem()).isNotNull();
    }

    @Test
    void aRunLearnsThatItsJobWasCancelled() {
        JobId id = submit("CANCELLED_LATE");
        JobLedger.Attempt run = claim("CANCELLED_LATE").orElseThrow();
        jobs.cancel(bootstrap.ensureRepositoryParty(), id.value()).orThrow();
        assertThat(ledger.renew(run)).isEqualTo(JobLedger.Hold.CANCEL);
        expire(id);
        assertThat(claim("CANCELLED_LATE")).isEmpty();
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aReleasedJobWaitsAgain() {
        JobId id = submit("RELEASED");
        ledger.release(claim("RELEASED").orElseThrow());
        assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(claim("RELEASED")).isPresent();
    }

    @Test
    void manyReplicasTakeEachJobOnce() throws Exception {
        Set<JobId> submitted = new java.util.HashSet<>();
        for (int i = 0; i < 12; i++) {
            submitted.add(submit("CROWDED"));
        }
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<JobId>>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(() -> {
                    List<JobId> taken = new ArrayList<>();
                    for (Optional<JobLedger.Attempt> next = claim("CROWDED");
                            next.isPresent();
                            next = claim("CROWDED")) {
                        taken.add(next.get().id());
                    }
                    return taken;
                });
            }
            List<JobId> taken = new ArrayList<>();
            for (Future<List<JobId>> replica : replicas.invokeAll(tasks)) {
                taken.addAll(replica.get());
            }
            assertThat(taken).containsExactlyInAnyOrderElementsOf(submitted);
        } finally {
            replicas.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL_ERROR, BIT", "KEYS_UNAVAILABLE, OTHER_KEK"})
    void aJobThatCannotBeOpenedEndsAndTheNextOneRuns(ProblemCode problem, String change) throws SQLException {
        String kind = "CLOSED_" + problem;
        Caller poor = caller(parties.newPartyWith(Role.CONTRIBUTOR));
        JobId closed = jobs.submit(kind, poor, JsonObject.builder().build());
        JobId next = submit(kind);
        try (AlteredKey altered =
                new AlteredKey(poor.party().value(), change.equals("BIT") ? AlteredKey.BIT : AlteredKey.OTHER_KEK)) {
            assertThat(claim(kind).orElseThrow().id()).as("%s", altered).isEqualTo(next);
        }
        Job job = jobs.get(poor, closed.value()).orThrow();
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.problem()).isEqualTo(problem);
        assertThat(job.incident()).isNotNull();
    }

    @Test
    void jobsWaitWhileNoKeyCanBeHad() throws IOException {
        JobId id = submit("WAITING_FOR_KEYS");
        Path file = Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
        Path aside = Files.move(file, file.resolveSibling("kek.aside"));
        try {
            assertThatThrownBy(() -> claim("WAITING_FOR_KEYS")).isInstanceOf(KekUnavailableException.class);
        } finally {
            Files.move(aside, file);
        }
        assertThat(claim("WAITING_FOR_KEYS").orElseThrow().number()).isEqualTo(1);
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
    }

    private static Caller caller(TestParties.Actor actor) {
        return new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.CONTRIBUTOR));
    }

    private JobId submit(String kind) {
        Caller caller = bootstrap.ensureRepositoryParty();
        return jobs.submit(kind, caller, JsonObject.builder().put("n", "1").build());
    }

    private Optional<JobLedger.Attempt> claim(String kind) {
        return ledger.claim(Set.of(kind));
    }

    private Job job(JobId id) {
        return jobs.get(bootstrap.ensureRepositoryParty(), id.value()).orThrow();
    }

    private void expire(JobId id) {
        QuarkusTransaction.requiringNew().run(() -> {
            scope.enterSystem();
            entities.createNativeQuery("update jobs_job set lease_until = now() - interval '1 second' where id = ?1")
                    .setParameter(1, id.value())
                    .executeUpdate();
        });
    }
}
