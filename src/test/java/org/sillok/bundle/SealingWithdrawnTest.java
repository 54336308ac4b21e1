package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.db.BundleRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.jobs.JobCancelledException;
import org.sillok.jobs.JobFailedException;
import org.sillok.jobs.Jobs;
import org.sillok.jobs.ManualJob;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.Vault;
import org.sillok.withdrawal.WithdrawalCast;

/** A withdrawal that arrives at one step of a sealing after the other: it comes first, or finds what was sealed. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealingWithdrawnTest {
    private static final int STEPS = 9;

    @Inject
    TestParties parties;

    @Inject
    SealJob job;

    @Inject
    BundleRows rows;

    @Inject
    Jobs jobs;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    @Test
    void atEachStepItIsBeforeOrAfter() throws Exception {
        int sealed = 0;
        int stopped = 0;
        for (int round = 0; round < STEPS; round++) {
            int step = round;
            WithdrawalCast one = new WithdrawalCast(parties);
            String key = new SealCast(parties).certified(one.cast.mechanism);
            String request = one.cast.submitted(one.item);
            one.cast.approved(request);
            BundleId id = begun(one, request, key);
            CompletableFuture<Response> withdrawal = new CompletableFuture<>();
            AtomicInteger steps = new AtomicInteger();
            String outcome = run(one, id, () -> {
                if (steps.getAndIncrement() == step) {
                    withdrawal.completeAsync(() -> one.withdraw("NO_FURTHER_USE"));
                    await(withdrawal);
                }
            });
            if (steps.get() <= step) {
                // The sealing has ended before that step.
                withdrawal.complete(one.withdraw("NO_FURTHER_USE"));
            }
            String recorded = WithdrawalCast.id(withdrawal.get(30, TimeUnit.SECONDS));
            BundleRows.Bundle bundle = bundle(id);
            boolean left = bundle.sealedAt() != null;
            assertThat(WithdrawalCast.seen(one.cast.ngo, recorded).getInt("bundles"))
                    .as("step %s: %s, %s", step, outcome, bundle.state())
                    .isEqualTo(left ? 1 : 0);
            assertThat(left).as("step %s: %s", step, outcome).isEqualTo(outcome.equals("READY"));
            if (left) {
                sealed++;
            } else {
                stopped++;
            }
        }
        assertThat(sealed + stopped).isEqualTo(STEPS);
        assertThat(stopped).as("before the first step at the latest").isPositive();
    }

    /** Runs the job, which does {@code disturbance} at each of its steps. */
    private String run(WithdrawalCast one, BundleId id, Runnable disturbance) {
        ManualJob attempt = new ManualJob(
                        new JobId(bundle(id).job()),
                        caller(one),
                        JsonObject.builder().put(SealJob.BUNDLE, id.value()).build())
                .at(done -> disturbance.run());
        try {
            job.run(attempt);
            return "READY";
        } catch (JobFailedException e) {
            assertThat(e.code()).isEqualTo(ProblemCode.NOT_SEALABLE);
            return "FAILED";
        } catch (JobCancelledException e) {
            return "CANCELLED";
        }
    }

    /** Not for ever: where the sealing holds what is withdrawn, the withdrawal waits for it. */
    private static void await(CompletableFuture<Response> withdrawal) {
        try {
            withdrawal.get(400, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It waits, or takes longer: both are among what is tried here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Caller caller(WithdrawalCast one) {
        return new Caller(
                new PartyId(one.cast.mechanism.party()),
                new UserId(one.cast.mechanism.user()),
                Set.of(Role.INVESTIGATOR));
    }

    /** A bundle whose job is of a kind that nobody does. */
    private BundleId begun(WithdrawalCast one, String request, String key) {
        BundleId id = BundleId.fresh(randomness);
        Instant now = Timestamps.truncate(Instant.now());
        QuarkusTransaction.requiringNew().run(() -> {
            JobId parked = jobs.submit(
                    "TEST_PARKED",
                    caller(one),
                    JsonObject.builder().put("parked", 1).build());
            scope.enterSystem();
            vault.keysOfOrNew(id.value());
            rows.add(new BundleRows.NewBundle(
                    id.value(),
                    one.cast.mechanism.party(),
                    request,
                    1,
                    one.cast.mechanism.user(),
                    parked.value(),
                    null,
                    key,
                    now,
                    now.plus(Duration.ofDays(30))));
        });
        return id;
    }

    private BundleRows.Bundle bundle(BundleId id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return rows.find(id.value()).orElseThrow();
        });
    }
}
