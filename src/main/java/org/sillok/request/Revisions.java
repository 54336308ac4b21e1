package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;
import org.sillok.request.core.RequestBody;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;
import org.sillok.terms.Purpose;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Writes down what one revision of a request asks for: sealed, on record, and to be decided about in a job. Joins the
 * transaction of who asks.
 */
@ApplicationScoped
class Revisions {
    private final RequestStore store;
    private final RequestRows rows;
    private final LineRows lines;
    private final RequestRecord record;
    private final Jobs jobs;
    private final Vault vault;
    private final Clock clock;

    Revisions(
            RequestStore store,
            RequestRows rows,
            LineRows lines,
            RequestRecord record,
            Jobs jobs,
            Vault vault,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.lines = lines;
        this.record = record;
        this.jobs = jobs;
        this.vault = vault;
        this.clock = clock;
    }

    /** The first revision of a request that is new. */
    void first(Caller caller, RequestHead head, RequestBody body) {
        vault.keysOfOrNew(head.id().value());
        rows.add(new RequestRows.Head(
                head.id().value(),
                head.requester().value(),
                head.askedBy().value(),
                head.revision(),
                head.state().name(),
                head.replyBy(),
                head.until(),
                null,
                head.createdAt()));
        write(caller, head, body, EventType.SUBMITTED);
    }

    /** The next revision; nothing that was decided about an earlier one counts. */
    void next(Caller caller, RequestHead head, RequestBody body) {
        rows.amend(head.id().value(), head.revision(), head.replyBy(), head.until());
        write(caller, head, body, EventType.AMENDED);
    }

    private void write(Caller caller, RequestHead head, RequestBody body, EventType type) {
        String id = head.id().value();
        byte[] text = body.terms().toBytes().toArray();
        SubjectKeys keys = store.keys(head.id());
        Digest digest = Sha2.sha256(text);
        rows.add(new RequestRows.Revision(
                id,
                head.revision(),
                head.requester().value(),
                vault.seal(keys, KeyUse.CONTENT, RequestStore.text(head.revision()), text),
                digest.toArray(),
                body.items().size(),
                caller.user().value(),
                Timestamps.truncate(clock.instant())));
        lines.add(
                id,
                head.revision(),
                head.requester().value(),
                body.items().stream()
                        .map(named -> new LineRows.Wanted(
                                named.version().item().value(), named.version().version(), named.found()))
                        .toList());
        JsonObject.Builder details = JsonObject.builder()
                .put(Requests.REVISION, head.revision())
                .put("lines", body.items().size())
                .put("digest", body.digest().base64Url());
        if (body.terms().query() != null) {
            // Its words are sealed with the terms, and digested with them and with what it found.
            details.put(
                    "found",
                    body.items().stream().filter(RequestBody.Named::found).count());
        }
        record.state(
                head,
                type,
                caller.actor(),
                details.build(),
                Fact.of(
                        Field.PURPOSE,
                        String.join(
                                " ",
                                body.terms().purposes().stream()
                                        .map(Purpose::name)
                                        .sorted()
                                        .toList())),
                Fact.of(Field.RECIPIENT, head.requester().value()));
        jobs.submit(
                AssessJob.KIND,
                caller,
                JsonObject.builder()
                        .put(AssessJob.REQUEST, id)
                        .put(Requests.REVISION, head.revision())
                        .build());
    }
}
