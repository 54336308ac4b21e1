package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.db.LineRows;
import org.sillok.terms.MaterialRef;

/** Refusals of those whose material it is. */
@ApplicationScoped
public class Refusals {
    private static final String REFUSE = "REFUSE_REQUEST";

    private final HolderDesk desk;
    private final LineRows lines;
    private final HeldLines held;
    private final Settlement settlement;
    private final ItemDecisions decisions;
    private final RequestRecord record;

    Refusals(
            HolderDesk desk,
            LineRows lines,
            HeldLines held,
            Settlement settlement,
            ItemDecisions decisions,
            RequestRecord record) {
        this.desk = desk;
        this.lines = lines;
        this.held = held;
        this.settlement = settlement;
        this.decisions = decisions;
        this.record = record;
    }

    /**
     * The holder refuses some lines, or all of its own. At once, by one person; who approved approved something else.
     *
     * @param versions which lines; empty for all
     */
    @Transactional
    public Outcome<ToApprove> refuse(
            Caller caller, String id, int revision, Set<MaterialRef> versions, RefusalReason reason) {
        return desk.begin(caller, id, null, REFUSE, HolderDesk.Act.REFUSE).then(begun -> {
            RequestHead head = begun.head();
            if (head.revision() != revision) {
                return HolderDesk.changed("The request was amended since you read it.");
            }
            List<LineRows.Line> refused = new ArrayList<>();
            Set<MaterialRef> missing = new HashSet<>(versions);
            held.each(
                    head,
                    begun.holder(),
                    some -> some.forEach(line -> {
                        boolean meant = versions.isEmpty() || missing.remove(HeldLines.version(line));
                        if (meant && line.refusal() == null) {
                            refused.add(line);
                        }
                    }));
            if (!missing.isEmpty()) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD, "/lines", "Not all of them are lines of your organisation."));
            }
            if (!refused.isEmpty()) {
                lines.refuse(head.id().value(), revision, reason.name(), refused);
                record.state(
                        head,
                        EventType.REFUSED,
                        caller.actor(),
                        JsonObject.builder()
                                .put(Requests.REVISION, revision)
                                .put("holder", begun.holder().value())
                                .put("lines", refused.size())
                                .build(),
                        Fact.of(Field.REASON, reason.name()),
                        Fact.of(Field.RECIPIENT, head.requester().value()));
                settlement.settle(head, List.of(begun.holder()));
                boolean known = refused.stream().anyMatch(LineRows.Line::available);
                record.tell(
                        known ? List.of(begun.holder(), head.requester()) : List.of(begun.holder()),
                        Happening.REQUEST_REFUSED,
                        id);
                decisions.stateOrQueue(caller, head, begun.holder());
            }
            return Outcome.done(desk.shown(caller, begun));
        });
    }
}
