package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;

/**
 * Decides about a request that was submitted or amended. Every request goes this way, whatever it asks for: the answer to
 * who submits it takes no longer for things that exist.
 */
@ApplicationScoped
class AssessJob implements JobHandler {
    static final String KIND = "ASSESS_REQUEST";
    static final String REQUEST = "request";

    private final Step step;

    AssessJob(Step step) {
        this.step = step;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        String request = context.params().text(REQUEST);
        int revision = (int) context.params().number(Requests.REVISION);
        long next = context.resumePoint().map(point -> point.number("next")).orElse(0L);
        while (next >= 0) {
            // How many there are is said only at the end: nothing is said of those that do not exist.
            next = step.decide(request, revision, next);
            if (next >= 0) {
                context.progress(
                        next, next, JsonObject.builder().put("next", next).build());
            }
        }
        step.finish(request, revision);
        return JsonObject.builder().put(REQUEST, request).build();
    }

    /** One transaction of the job. A revision that is no longer the present one is left alone. */
    @ApplicationScoped
    static class Step {
        private final RequestRows rows;
        private final LineRows lines;
        private final Assessment assessment;
        private final Settlement settlement;
        private final RequestRecord record;
        private final Scope scope;

        Step(
                RequestRows rows,
                LineRows lines,
                Assessment assessment,
                Settlement settlement,
                RequestRecord record,
                Scope scope) {
            this.rows = rows;
            this.lines = lines;
            this.assessment = assessment;
            this.settlement = settlement;
            this.record = record;
            this.scope = scope;
        }

        @Transactional
        long decide(String request, int revision, long from) {
            return current(request, revision)
                    .map(head -> assessment.decideFrom(assessment.run(head), from))
                    .orElse(-1L);
        }

        @Transactional
        void finish(String request, int revision) {
            current(request, revision).ifPresent(head -> {
                List<PartyId> holders = lines.holders(request, revision).stream()
                        .map(PartyId::new)
                        .toList();
                settlement.settle(head, holders);
                record.tell(holders, Happening.REQUEST_SUBMITTED, request);
            });
        }

        private Optional<RequestHead> current(String request, int revision) {
            scope.enterSystem();
            return rows.lock(request)
                    .map(RequestStore::head)
                    .filter(head -> head.revision() == revision && head.state() == RequestState.SUBMITTED);
        }
    }
}
