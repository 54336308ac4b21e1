package org.sillok.identity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Party;
import org.sillok.identity.core.PartyKind;
import org.sillok.identity.core.PartyStatus;
import org.sillok.web.ETags;

/** An organisation as it is shown. */
@Schema(name = "Party")
@JsonInclude(Include.NON_NULL)
public record PartyView(
        @Schema(examples = "pty_mzxw6ytboi4tcnrvgq3tknbqga") String id,

        PartyKind kind,
        Map<String, String> names,

        @Schema(description = "State of the seat, ISO 3166-1 alpha-2") @Nullable
        String seatState,

        PartyStatus status,
        Instant createdAt) {
    static PartyView of(Party party) {
        return new PartyView(
                party.id().value(),
                party.kind(),
                party.details().names().byTag(),
                party.details().seatState() == null
                        ? null
                        : party.details().seatState().value(),
                party.status(),
                party.createdAt());
    }

    String etag() {
        return ETags.of(id, status.name());
    }
}
