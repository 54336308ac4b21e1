package org.sillok.request;

import java.time.Instant;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.request.core.RequestState;

/**
 * What is in clear of a request.
 *
 * @param revision counts what is asked for; decisions, consultations and approvals belong to one
 * @param replyBy after this nobody is waited for
 * @param until how long it is asked for
 */
public record RequestHead(
        RequestId id,
        PartyId requester,
        UserId askedBy,
        int revision,
        RequestState state,
        Instant replyBy,
        Instant until,
        Instant createdAt) {}
