package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.StreamHeads;
import org.sillok.custody.db.StreamRow;
import org.sillok.custody.db.Streams;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.StreamId;
import org.sillok.log.TransparencyLog;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Puts the keys in use on the record: a KEY statement in the repository's stream names each of them once. */
@ApplicationScoped
public class KeyStatements {
    private final Custody custody;
    private final Streams streams;
    private final StreamHeads heads;
    private final StatementKey statementKey;
    private final TransparencyLog log;
    private final Vault vault;
    private final Randomness randomness;

    KeyStatements(
            Custody custody,
            Streams streams,
            StreamHeads heads,
            StatementKey statementKey,
            TransparencyLog log,
            Vault vault,
            Randomness randomness) {
        this.custody = custody;
        this.streams = streams;
        this.heads = heads;
        this.statementKey = statementKey;
        this.log = log;
        this.vault = vault;
        this.randomness = randomness;
    }

    /**
     * Records the keys in use unless the newest KEY statement names them. The transaction must be scoped to the
     * repository's own party or to the system.
     *
     * @throws StatementKeyChangedException if a KEY statement names another statement key: receipts are made, and records
     *     are checked, with the one key of the repository
     */
    @Transactional(TxType.MANDATORY)
    public void announce(PartyId repository) {
        StreamRef stream = StreamRef.repository(repository);
        JsonObject keys = JsonObject.builder()
                .put("statementKey", statementKey.id().base64Url())
                .put("logKeys", JsonArray.ofTexts(log.vkeys()))
                .build();
        // Keys before the stream, as every statement takes them: in the other order two first statements wait for each
        // other.
        SubjectKeys sealing = vault.keysOfOrNew(stream.keySubject());
        // The lock comes before the look, so that of two replicas that start at once one records.
        String id = heads.lock(new StreamRow(
                        StreamId.fresh(randomness).value(),
                        StreamKind.REPOSITORY.name(),
                        stream.subject(),
                        repository.value()))
                .id;
        Fact announced = Fact.of(Field.DETAILS, keys);
        Optional<List<Fact>> newest = streams.statements(id).stream()
                .map(row -> facts(row, sealing))
                .filter(facts -> facts.contains(Fact.type(EventType.KEY)) && namesKeys(facts))
                .reduce((earlier, later) -> later);
        newest.ifPresent(this::requireSameStatementKey);
        boolean known = newest.filter(facts -> facts.contains(announced)).isPresent();
        if (!known) {
            custody.append(stream, EventType.KEY, null, List.of(announced));
        }
    }

    /** Rotations of the key-encryption key are KEY statements too, and name no statement key. */
    private static boolean namesKeys(List<Fact> facts) {
        return facts.stream()
                .anyMatch(fact -> fact.name().field() == Field.DETAILS
                        && fact.value().asObject().find("statementKey").isPresent());
    }

    private void requireSameStatementKey(List<Fact> facts) {
        String current = statementKey.id().base64Url();
        boolean same = facts.stream()
                .filter(fact -> fact.name().field() == Field.DETAILS)
                .allMatch(fact -> fact.value().asObject().text("statementKey").equals(current));
        if (!same) {
            throw new StatementKeyChangedException();
        }
    }

    private List<Fact> facts(StatementRow row, SubjectKeys keys) {
        return custody.disclosures(row, keys).stream()
                .map(disclosure -> disclosure.fact())
                .toList();
    }
}
