package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.sillok.custody.Actor;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobContext;
import org.sillok.jobs.JobHandler;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.request.db.RequestRows;

/** Says on the streams of many items that they were approved or refused. Each is said once, however often it runs. */
@ApplicationScoped
class StateJob implements JobHandler {
    static final String KIND = "STATE_REQUEST_DECISIONS";
    static final String HOLDER = "holder";

    private final Step step;

    StateJob(Step step) {
        this.step = step;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonObject run(JobContext context) {
        String request = context.params().text(AssessJob.REQUEST);
        int revision = (int) context.params().number(Requests.REVISION);
        PartyId holder = new PartyId(context.params().text(HOLDER));
        long done = 0;
        int some;
        do {
            some = step.state(request, revision, holder, context.caller().actor());
            done += some;
            context.progress(done, done);
        } while (some > 0);
        return JsonObject.builder().put("stated", done).build();
    }

    /** One transaction of the job. */
    @ApplicationScoped
    static class Step {
        private final RequestRows rows;
        private final ItemDecisions decisions;
        private final Scope scope;

        Step(RequestRows rows, ItemDecisions decisions, Scope scope) {
            this.rows = rows;
            this.decisions = decisions;
            this.scope = scope;
        }

        @Transactional
        int state(String request, int revision, PartyId holder, Actor actor) {
            scope.enterSystem();
            return rows.lock(request)
                    .map(RequestStore::head)
                    .filter(head -> head.revision() == revision)
                    .map(head -> decisions.state(head, holder, actor))
                    .orElse(0);
        }
    }
}
