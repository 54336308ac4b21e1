package org.sillok.sharing.rest;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Action;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;

/** What a preview takes; documentation only, the body is read strictly elsewhere. */
@Schema(name = "PreviewRequest", description = "Everything may be left out; docs/sharing.md says what is taken then")
record PreviewSchema(
        @Nullable Integer version,
        @Nullable Requester requester,
        @Nullable List<Action> actions,
        @Nullable List<Purpose> purposes,
        @Nullable List<Part> parts,
        @Nullable Proceeding proceeding,

        @Schema(name = "case") @Nullable String caseRef,

        @Schema(description = "states by SEAT, STORAGE, PROCEEDING, ONWARD; an empty list says that there is none")
        @Nullable
        Map<String, List<String>> places,

        @Nullable List<ConditionCode> undertakings,

        @Schema(description = "Organisations to which it would be handed on") @Nullable
        List<String> handedOnTo,

        @Nullable Draft draft) {
    /** One of the two. */
    @Schema(name = "PreviewRequester")
    record Requester(
            @Nullable String party,
            @Schema(name = "class") @Nullable PartyClass partyClass) {}

    /** Other clauses for one consent or one agreement. */
    @Schema(name = "PreviewDraft")
    record Draft(@Nullable String consent, @Nullable String agreement, List<Object> clauses) {}
}
