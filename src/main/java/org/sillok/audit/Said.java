package org.sillok.audit;

import java.time.Instant;
import java.util.Optional;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.custody.FactSheet;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/** What a genuine statement says, for a check that demands it: what is not said is a {@link LackingException}. */
final class Said {
    /** A statement does not say what its type demands. */
    static final class LackingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LackingException(String what) {
            super(what);
        }
    }

    /** Takes in what one statement says. */
    interface Reader {
        void read(Said said);
    }

    private static final String PROPOSER = "proposedBy";

    private final CheckedStatement statement;
    private final FactSheet facts;

    private Said(CheckedStatement statement, FactSheet facts) {
        this.statement = statement;
        this.facts = facts;
    }

    /** Whether the statement could be read. If it does not say what the reader demands that is a finding. */
    static boolean read(CheckedStatement statement, Findings findings, Reader reader) {
        Optional<FactSheet> facts = statement.facts();
        if (facts.isEmpty()) {
            return false;
        }
        try {
            reader.read(new Said(statement, facts.get()));
            return true;
        } catch (LackingException | JsonException | IllegalArgumentException | ArithmeticException e) {
            findings.add(
                    FindingCode.DISCLOSURE_ALTERED,
                    Place.statement(
                            statement.row().stream(), statement.statement().seq()),
                    "its facts lack what a statement of its type says");
            return false;
        }
    }

    EventType type() {
        return statement.type().orElseThrow();
    }

    String text(Field field) {
        return find(field).orElseThrow(() -> new LackingException(field.text()));
    }

    Optional<String> find(Field field) {
        return facts.text(field);
    }

    Optional<Integer> number(Field field) {
        return facts.value(field).map(JsonValue::asLong).map(Math::toIntExact);
    }

    JsonObject details() {
        return facts.value(Field.DETAILS)
                .orElseThrow(() -> new LackingException("details"))
                .asObject();
    }

    /** The details, if there are any. */
    Optional<JsonObject> findDetails() {
        return facts.value(Field.DETAILS).map(JsonValue::asObject);
    }

    /** Of the details. */
    Optional<String> detail(String name) {
        return details().find(name).map(JsonValue::asText);
    }

    Instant time() {
        return Timestamps.parse(text(Field.TIME));
    }

    Bytes digest() {
        return Bytes.of(statement.statement().digest().toArray());
    }

    /** What a row says that was written with the statement by one person, or by one whom another confirmed. */
    Columns written() {
        Optional<String> proposer = detail(PROPOSER);
        String actor = text(Field.ACTOR);
        return new Columns()
                .put("owner", text(Field.PARTY))
                .put("statement", digest())
                .put("time", time())
                .put("recorded by", proposer.orElse(actor))
                .put("confirmed by", proposer.isPresent() ? actor : null);
    }

    /** Whether somebody confirmed what another one proposed. */
    boolean isConfirmed() {
        return detail(PROPOSER).isPresent();
    }
}
