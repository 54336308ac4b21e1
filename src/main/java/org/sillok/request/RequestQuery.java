package org.sillok.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.request.core.RequestState;

/** Which requests are listed; null filters nothing. */
public record RequestQuery(
        @Nullable RequestState state,
        @Nullable PartyId requester,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean newestFirst,
        @Nullable Position after,
        int limit) {}
