package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.request.RequestCast.term;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.consent.TestConsents;
import org.sillok.custody.StatementKey;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.jobs.Jobs;
import org.sillok.jobs.ManualJob;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.request.RequestCast;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.time.StampingOnDemand;
import org.sillok.vault.Vault;

/**
 * A request that was approved, and its sealing by hand: nobody else runs the job, so that it can be disturbed where it hurts.
 */
abstract class SealJobCase {
    static final long WRITING = 250;

    @Inject
    TestParties parties;

    @Inject
    SealJob job;

    @Inject
    SealSweep sweep;

    @Inject
    SealPlan plan;

    @Inject
    BundlePlans plans;

    @Inject
    SealWriting.Recipients recipients;

    @Inject
    SealCommit commit;

    @Inject
    SealRelease release;

    @Inject
    BundleEnd end;

    @Inject
    StatementKey key;

    @Inject
    StampingOnDemand stamping;

    @Inject
    ObjectStore store;

    @Inject
    BundleRows rows;

    @Inject
    BundlePartRows parts;

    @Inject
    Jobs jobs;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    @Inject
    DataSource pool;

    @Inject
    @Any
    Instance<KnownFaults> faults;

    RequestCast cast;
    SealCast recipient;
    String consent;
    String item;
    String request;
    String partyKey;
    String content;
    long before;

    @BeforeEach
    void approvedRequest() throws Exception {
        cast = new RequestCast(parties);
        recipient = new SealCast(parties);
        partyKey = recipient.certified(cast.mechanism);
        consent = cast.consent(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        Set<ObjectName> present = contents();
        item = TestConsents.item(cast.ngo);
        Set<ObjectName> added = new HashSet<>(contents());
        added.removeAll(present);
        content = added.iterator().next().value();
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        request = cast.submitted(item);
        cast.approved(request);
        before = statements("ITEM", item);
    }

    Set<ObjectName> contents() {
        try (var names = store.list("content/")) {
            return names.collect(Collectors.toSet());
        }
    }

    SealFaults quick() {
        return new SealFaults(faults, List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    SealJob inSmallParts() {
        return with(store, 20_000);
    }

    SealJob with(ObjectStore other, long partLength) {
        PartObjects objects = new PartObjects(other);
        BundleConfig config = new BundleConfig() {
            @Override
            public Duration keepFor() {
                return Duration.ofDays(1);
            }

            @Override
            public long partLength() {
                return Math.min(partLength, 1L << 30);
            }
        };
        return new SealJob(
                plan,
                plans,
                new SealWriting(recipients, plans, objects, key, stamping, config, quick()),
                commit,
                release,
                end,
                objects,
                randomness,
                quick());
    }

    static LongConsumer once(long place, Runnable what) {
        AtomicBoolean done = new AtomicBoolean();
        return at -> {
            if (at >= place && !done.getAndSet(true)) {
                what.run();
            }
        };
    }

    /** A bundle whose job is of a kind that nobody does. */
    BundleId begun() {
        BundleId id = BundleId.fresh(randomness);
        Instant now = Timestamps.truncate(Instant.now());
        QuarkusTransaction.requiringNew().run(() -> {
            JobId parked = jobs.submit(
                    "TEST_PARKED",
                    caller(),
                    JsonObject.builder().put("parked", 1).build());
            scope.enterSystem();
            vault.keysOfOrNew(id.value());
            rows.add(new BundleRows.NewBundle(
                    id.value(),
                    cast.mechanism.party(),
                    request,
                    1,
                    cast.mechanism.user(),
                    parked.value(),
                    null,
                    partyKey,
                    now,
                    now.plus(Duration.ofDays(30))));
        });
        return id;
    }

    Caller caller() {
        return new Caller(
                new PartyId(cast.mechanism.party()), new UserId(cast.mechanism.user()), Set.of(Role.INVESTIGATOR));
    }

    ManualJob attempt(BundleId id, LongConsumer disturbance) {
        return new ManualJob(
                        new JobId(bundle(id).job()),
                        caller(),
                        JsonObject.builder().put(SealJob.BUNDLE, id.value()).build())
                .at(disturbance);
    }

    void cancel(BundleId id) {
        cast.mechanism
                .request()
                .delete("/api/v1/jobs/" + bundle(id).job())
                .then()
                .statusCode(202);
    }

    void failed(BundleId id, ProblemCode why) {
        assertThat(bundle(id).state()).isEqualTo("FAILED");
        assertThat(bundle(id).problem()).isEqualTo(why.name());
        assertThat(objects(id)).isEmpty();
        assertThat(statements("BUNDLE", id.value())).isZero();
        assertThat(released()).isZero();
    }

    BundleRows.Bundle bundle(BundleId id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return rows.find(id.value()).orElseThrow();
        });
    }

    List<BundlePartRows.Part> parts(BundleId id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return parts.of(id.value());
        });
    }

    List<String> objects(BundleId id) {
        try (var names = store.list("bundle/" + id.value().substring(4, 6) + "/" + id)) {
            return names.map(ObjectName::value).toList();
        }
    }

    /** How many statements the subject's stream has. */
    long statements(String kind, String subject) {
        return number(
                "select coalesce(max(next_seq), 0) from custody_stream where kind = ? and subject = ?", kind, subject);
    }

    /** How many statements the item has got since it was approved. */
    long released() {
        return statements("ITEM", item) - before;
    }

    long told(TestParties.Actor who, BundleId id, String what) {
        return number(
                "select count(*) from feed_event where party = ? and subject = ? and happening = ?",
                who.party(),
                id.value(),
                what);
    }

    long number(String sql, String... values) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            try (Connection connection = pool.getConnection();
                    PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setString(i + 1, values[i]);
                }
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }
}
