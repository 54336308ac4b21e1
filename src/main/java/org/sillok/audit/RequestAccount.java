package org.sillok.audit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.Columns;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** What the statements of a request's stream say of its rows, replayed in their order. */
final class RequestAccount {
    static final String NOT_ANSWERED = "none";

    private static final String SERVICE = "SERVICE";

    final Map<Integer, Columns> revisions = new TreeMap<>();
    final Map<String, Columns> approvals = new TreeMap<>();
    final Map<String, Columns> consultations = new TreeMap<>();
    private final Columns row = new Columns();
    private final Set<String> approved = new HashSet<>();
    private int revision;
    private String state = "";
    private @Nullable String basis;

    /** Takes in one statement. */
    void add(Said said) {
        switch (said.type()) {
            case SUBMITTED -> {
                row.put("owner", said.text(Field.PARTY)).put("asked by", said.text(Field.ACTOR));
                revise(said);
            }
            case AMENDED -> revise(said);
            case ASSESSED -> assess(said);
            case REQUEST_WITHDRAWN -> state = "WITHDRAWN";
            case REQUEST_EXPIRED -> state = "EXPIRED";
            case APPROVED -> approve(said);
            case CONSULTED -> consult(said);
            case ANSWERED -> answer(said);
            default -> throw new IllegalStateException(said.type() + " was not asked for");
        }
    }

    private void revise(Said said) {
        JsonObject details = said.details();
        revision = number(details);
        state = "SUBMITTED";
        basis = null;
        revisions.put(
                revision,
                new Columns()
                        .put("owner", said.text(Field.PARTY))
                        .put("made by", said.text(Field.ACTOR))
                        .put("made at", said.time())
                        .put("lines", Math.toIntExact(details.number("lines")))
                        .put("kept lines", Math.toIntExact(details.number("lines")))
                        .put("what is asked for", details.text("digest")));
    }

    private void assess(Said said) {
        if (number(said.details()) == revision) {
            state = "ASSESSED";
            basis = said.text(Field.BASIS);
        }
    }

    private void approve(Said said) {
        JsonObject details = said.details();
        String of = of(number(details), details.text("holder"), said.text(Field.BASIS));
        approvals.put(
                of + "/" + said.text(Field.ACTOR),
                new Columns()
                        .put("party", said.text(Field.PARTY))
                        .put("key", details.text("key"))
                        .put("signature", details.text("signature"))
                        .put("time", said.time()));
        if (details.find("complete").map(JsonValue::asBoolean).orElse(false)) {
            approved.add(of);
        }
    }

    private void consult(Said said) {
        JsonObject details = said.details();
        consultations.put(
                details.text("consultation"),
                new Columns()
                        .put("revision", number(details))
                        .put("party", details.text("party"))
                        .put("instrument", details.text("instrument"))
                        .put("deadline", details.text("deadline"))
                        .put("answer", NOT_ANSWERED));
    }

    private void answer(Said said) {
        Columns columns = consultations.computeIfAbsent(said.details().text("consultation"), none -> new Columns());
        columns.put("answer", said.text(Field.OUTCOME));
        String actor = said.text(Field.ACTOR);
        if (!actor.equals(SERVICE)) {
            String proposer = said.details().text("answeredBy");
            columns.put("proposed by", proposer)
                    .put("confirmed by", proposer.equals(actor) ? null : actor)
                    .put("what was answered", said.details().text("answer"));
        }
    }

    /** What the row of the request says, if all statements could be read; else what never changes. */
    Columns row(boolean complete) {
        return complete ? row.put("revision", revision).put("state", state).put("basis", basis) : row;
    }

    /** Whether statements say that enough people approved exactly that. */
    boolean isApproved(int number, String holder, String holderBasis) {
        return approved.contains(of(number, holder, holderBasis));
    }

    static String of(int revision, String holder, String basis) {
        return revision + "/" + holder + "/" + basis;
    }

    private static int number(JsonObject details) {
        return Math.toIntExact(details.number("revision"));
    }
}
