package org.sillok.withdrawal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.Purpose;
import org.sillok.web.Fields;
import org.sillok.withdrawal.NewOnwardTransfer;

/** What a recipient has passed on. */
@Schema(name = "NewOnwardTransfer")
public record OnwardBody(
        @Schema(required = true) @Nullable Receiver recipient,

        @Schema(required = true, description = "What for") @Nullable
        List<Purpose> purposes,

        @Schema(required = true, description = "When") @Nullable
        Instant at,

        @Schema(description = "Numbers of items in the bundle; without it all of them") @Nullable
        List<Integer> items) {
    private static final int MOST = 10_000;
    private static final int NAME = 500;

    /** Who received it. */
    @Schema(name = "OnwardRecipient", description = "Exactly one of them")
    @JsonInclude(Include.NON_NULL)
    public record Receiver(
            @Schema(description = "An organisation on record", examples = "pty_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
            String party,

            @Schema(description = "Somebody else; sealed", maxLength = NAME) @Nullable
            String name) {}

    NewOnwardTransfer read() {
        Receiver who = Fields.required("recipient", recipient);
        String party = who.party();
        String name = who.name();
        if ((party == null) == (name == null)) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/recipient", "Exactly one of party and name."));
        }
        Set<Purpose> what = EnumSet.noneOf(Purpose.class);
        what.addAll(Fields.list("purposes", purposes, 1, Purpose.values().length));
        return new NewOnwardTransfer(
                party == null
                        ? null
                        : Fields.parsed(
                                "recipient/party",
                                party,
                                PartyId::new,
                                ProblemCode.INVALID_FIELD,
                                "Not the id of an organisation."),
                name == null ? null : Fields.text("recipient/name", name, NAME),
                what,
                Fields.required("at", at),
                items == null ? List.of() : Fields.list("items", items, 1, MOST));
    }
}
