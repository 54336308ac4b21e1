package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.sillok.kernel.RequestId;
import org.sillok.request.db.RequestRows;
import org.sillok.sharing.Release;
import org.sillok.sharing.Releases;
import org.sillok.terms.MaterialRef;

/**
 * Decides again about what was handed over: as the request was when it was, with what was answered because of it, and all that
 * is on record now. Writes nothing and holds nothing. Joins a transaction in the system's scope.
 */
@ApplicationScoped
public class DisclosedRequests {
    private final RequestRows requests;
    private final Assessment assessment;
    private final Releases releases;

    DisclosedRequests(RequestRows requests, Assessment assessment, Releases releases) {
        this.requests = requests;
        this.assessment = assessment;
        this.releases = releases;
    }

    /**
     * What would be decided now about these versions. Whether the request has been withdrawn or has expired since plays no
     * part: that says what may be asked for, not what was permitted.
     *
     * @param revision for which they were handed over
     */
    @Transactional(TxType.MANDATORY)
    public List<Release> decide(RequestId id, int revision, List<MaterialRef> versions) {
        RequestHead now = RequestStore.head(requests.find(id.value()).orElseThrow());
        RequestHead then = new RequestHead(
                now.id(),
                now.requester(),
                now.askedBy(),
                revision,
                now.state(),
                now.replyBy(),
                now.until(),
                now.createdAt());
        Assessment.Run run = assessment.run(then);
        return releases.decideAgain(run.ask(), versions, run::of);
    }
}
