package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.request.db.LineRows;

/** Says on the items' own streams what became of them. Joins a transaction in the system's scope that has locked the request. */
@ApplicationScoped
class ItemDecisions {
    private final LineRows lines;
    private final Custody custody;
    private final Jobs jobs;
    private final Scope scope;

    ItemDecisions(LineRows lines, Custody custody, Jobs jobs, Scope scope) {
        this.lines = lines;
        this.custody = custody;
        this.jobs = jobs;
        this.scope = scope;
    }

    /** Says so at once; of many, in a job. */
    void stateOrQueue(Caller caller, RequestHead head, PartyId holder) {
        int left = lines.unstated(head.id().value(), head.revision(), holder.value(), HeldLines.BATCH + 1)
                .size();
        if (left <= HeldLines.BATCH) {
            state(head, holder, caller.actor());
        } else {
            scope.enter(caller);
            jobs.submit(
                    StateJob.KIND,
                    caller,
                    JsonObject.builder()
                            .put(AssessJob.REQUEST, head.id().value())
                            .put(Requests.REVISION, head.revision())
                            .put(StateJob.HOLDER, holder.value())
                            .build());
            scope.enterSystem();
        }
    }

    /** Says so on some streams, in the order of the items; how many. */
    int state(RequestHead head, PartyId holder, @Nullable Actor actor) {
        List<LineRows.Line> some = lines.unstated(head.id().value(), head.revision(), holder.value(), HeldLines.BATCH);
        for (LineRows.Line line : some) {
            byte[] basis = line.basis();
            List<Fact> facts = new ArrayList<>(List.of(
                    Fact.of(Field.ITEM, line.item()),
                    Fact.of(Field.VERSION, line.version()),
                    Fact.of(Field.REQUEST, head.id().value()),
                    Fact.of(Field.RECIPIENT, head.requester().value()),
                    Fact.of(Field.OUTCOME, line.refusal() == null ? "APPROVED" : "REFUSED")));
            if (basis != null) {
                facts.add(Fact.of(Field.BASIS, Digest.sha256(basis).base64Url()));
            }
            custody.append(StreamRef.item(new ItemId(line.item()), holder), EventType.DECIDED, actor, facts);
        }
        lines.stated(head.id().value(), head.revision(), some);
        return some.size();
    }
}
