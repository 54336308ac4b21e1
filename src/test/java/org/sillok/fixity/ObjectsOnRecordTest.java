package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StatementKey;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.log.LogConfig;
import org.sillok.log.LogInspection;
import org.sillok.log.StoredLog;
import org.sillok.log.db.StoredLogs;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.Vault;

/** What a sweep may remove, where the rows of the log say less than there is. */
@QuarkusTest
@TestProfile(RoundFaultsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class ObjectsOnRecordTest {
    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    StoredLogs logRows;

    @Inject
    ObjectStore store;

    @Inject
    LogConfig logConfig;

    @Inject
    CustodyInspection custody;

    @Inject
    StatementKey statementKey;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    @Inject
    Randomness randomness;

    private String item;
    private ObjectId recorded;
    private ObjectId stranger;

    @BeforeEach
    void anItem() {
        item = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        tampering.settle();
        recorded = new ObjectId(tampering.objectOf(item, 1, 1));
        stranger = ObjectId.fresh(randomness);
    }

    private Set<ObjectId> known(List<StoredLog> logs) {
        LogInspection log = new LogInspection(logRows, store, logConfig) {
            @Override
            public List<StoredLog> logs() {
                return logs;
            }
        };
        StatedObjects stated = new StatedObjects(log, custody, statementKey, vault, scope);
        ObjectsOnRecord onRecord = new ObjectsOnRecord(stated, custody, scope);
        return QuarkusTransaction.requiringNew().call(() -> onRecord.among(Set.of(recorded, stranger)));
    }

    private List<StoredLog> logs() {
        return new LogInspection(logRows, store, logConfig).logs();
    }

    @Test
    void whatAStatementRecordsIsKnownAndNothingElse() {
        assertThat(known(logs())).containsExactly(recorded);
    }

    @Test
    void aLogWhoseRowIsGoneForgetsNoObject() {
        assertThat(known(List.of())).containsExactly(recorded);
    }

    @Test
    void aLogWhoseRowWasSetBackForgetsNoObject() {
        List<StoredLog> shorter = logs().stream()
                .map(log -> new StoredLog(
                        log.number(),
                        log.origin(),
                        log.vkey(),
                        log.postQuantumVkey(),
                        1,
                        log.peaks(),
                        log.signedNote()))
                .toList();
        assertThat(known(shorter)).containsExactly(recorded);
    }

    @Test
    void aStatementBeyondTheLogThatDoesNotSayWhatItRecordsLeavesNothingToRemove() {
        String kek = tampering.text("select kek from vault.vault_subject_key where subject = ? limit 1", item);
        String put = "update vault.vault_subject_key set kek = ? where subject = ?";
        tampering.sql(put, "kek_that_nobody_has", item);
        try {
            assertThat(known(List.of())).containsExactlyInAnyOrder(recorded, stranger);
        } finally {
            tampering.sql(put, kek, item);
        }
    }
}
