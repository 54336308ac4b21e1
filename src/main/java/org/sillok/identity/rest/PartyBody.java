package org.sillok.identity.rest;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.NewParty;
import org.sillok.identity.core.PartyDetails;
import org.sillok.identity.core.PartyKind;
import org.sillok.kernel.StateCode;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is sent to admit an organisation. */
@Schema(name = "NewParty", description = "An organisation to be admitted")
public record PartyBody(
        @Schema(required = true) @Nullable PartyKind kind,

        @Schema(
                required = true,
                description = "Legal names by language (BCP 47); kept encrypted",
                examples = "{\"en\":\"Example Documentation Centre\",\"ko\":\"가상 기록 센터\"}")
        @Nullable
        Map<String, String> names,

        @Schema(description = "State of the seat, ISO 3166-1 alpha-2", examples = "KR") @Nullable
        String seatState) {
    NewParty toNewParty() {
        StateCode seat = seatState == null
                ? null
                : Fields.parsed(
                        "seatState",
                        seatState,
                        StateCode::assigned,
                        ProblemCode.INVALID_FIELD,
                        "Not an ISO 3166-1 alpha-2 code in capital letters.");
        return new NewParty(
                Fields.required("kind", kind),
                new PartyDetails(Fields.multilingual("names", names, PartyDetails.MAX_NAME_LENGTH), seat));
    }
}
