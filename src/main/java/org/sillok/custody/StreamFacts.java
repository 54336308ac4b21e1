package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.StreamRow;
import org.sillok.custody.db.Streams;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Says again what a room has put on a stream of its own, where the statement is the only place that has it. The caller has
 * decided who may see it and has recorded it; the transaction is scoped to the stream's owner or to the system.
 */
@ApplicationScoped
public class StreamFacts {
    private static final int BATCH = 100;

    private final Streams streams;
    private final Custody custody;
    private final Vault vault;

    StreamFacts(Streams streams, Custody custody, Vault vault) {
        this.streams = streams;
        this.custody = custody;
        this.vault = vault;
    }

    /** What the newest statement of that type says; empty if there is none, or its key is gone. */
    @Transactional(TxType.MANDATORY)
    public Optional<JsonValue> last(StreamRef stream, EventType type, Field field) {
        Optional<StreamRow> row = streams.of(stream.kind().name(), stream.subject());
        if (row.isEmpty()) {
            return Optional.empty();
        }
        SubjectKeys keys = vault.keysOf(stream.keySubject());
        // From its end: the repository's own stream grows with every day. What came after the head was read counts.
        int limit = Integer.MAX_VALUE;
        for (long end = row.get().nextSeq; end > 0; end = Math.max(0, end - BATCH)) {
            long from = Math.max(0, end - BATCH);
            List<StatementRow> some = streams.statements(row.get().id, from, limit);
            limit = BATCH;
            for (int i = some.size() - 1; i >= 0; i--) {
                List<Disclosure> disclosures = custody.disclosures(some.get(i), keys);
                if (value(disclosures, Field.TYPE).equals(Optional.of(new JsonString(type.name())))) {
                    return value(disclosures, field);
                }
            }
        }
        return Optional.empty();
    }

    static Optional<JsonValue> value(List<Disclosure> disclosures, Field field) {
        return disclosures.stream()
                .map(Disclosure::fact)
                .filter(fact -> fact.name().field() == field)
                .map(Fact::value)
                .findFirst();
    }
}
