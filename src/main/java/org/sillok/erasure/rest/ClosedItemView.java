package org.sillok.erasure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.Replays;

/** What a restore has closed. */
@Schema(name = "ClosedItem")
@JsonInclude(Include.NON_NULL)
public record ClosedItemView(
        @Schema(
                examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga",
                description = "an item; an organisation (pty_…): all of its items; repository: all there are")
        String item,

        @Schema(description = "what the statements are about that closed it: items, consents, agreements, sources")
        List<String> about,

        @Schema(description = "what was recorded after the backup: HELD, CONSENT_WITHDRAWN, AGREEMENT_TERMINATED …")
        List<String> events,

        Instant closedAt,

        @Schema(description = "the custodian who wants it opened; another one has to confirm") @Nullable
        String proposedBy) {
    static ClosedItemView of(Replays.Closed closed) {
        return new ClosedItemView(closed.subject(), closed.about(), closed.events(), closed.at(), closed.proposedBy());
    }
}
