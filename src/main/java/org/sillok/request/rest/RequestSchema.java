package org.sillok.request.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Action;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Part;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;

/** What a request looks like, for the documentation of the interface. */
@Schema(name = "RequestForSharing")
record RequestSchema(
        @Schema(required = true) Set<Purpose> purposes,
        @Nullable Proceeding proceeding,

        @Schema(name = "case", description = "what you call the case; sealed") @Nullable
        String caseRef,

        @Schema(
                description =
                        "states by place: SEAT, STORAGE, PROCEEDING, ONWARD; an empty list says that there is none")
        @Nullable
        Map<String, List<String>> places,

        @Schema(required = true) Set<Action> actions,
        @Schema(required = true) Set<Part> parts,
        @Nullable Set<ConditionCode> undertakings,

        @Schema(description = "pty_…: everybody to whom you will hand it on") @Nullable
        List<String> handedOnTo,

        @Schema(required = true, description = "the document that shows your mandate: of an item of your organisation")
        Document legalBasis,

        @Schema(required = true, description = "how long it is asked for")
        String until,

        @Schema(required = true, description = "after this nobody is waited for")
        String replyBy,

        @Schema(required = true, description = "why, in your own words; sealed")
        String statement,

        @Schema(
                description =
                        "what is sought, if the items, or some of them, are not named: as in a search with the purposes of this"
                                + " request. What it finds when the request is submitted becomes its lines")
        @Nullable
        Query query,

        @Schema(description = "up to 100,000; may be left out if there is a query") @Nullable
        List<Version> items) {
    /** What is sought among what others deposited. */
    @Schema(name = "RequestQuery")
    record Query(
            @Nullable String text,
            @Nullable List<String> kinds,
            @Nullable Dates dates,
            @Nullable List<String> locations,
            @Nullable List<String> languages) {}

    /** From the first day of one date to the last day of the other, as EDTF. */
    @Schema(name = "RequestQueryDates")
    record Dates(@Nullable String from, @Nullable String until) {}

    /** A version of an item of the own organisation. */
    @Schema(name = "RequestLegalBasis")
    record Document(String item, int version) {}

    /** A version of an item, named by the item's id or as it was found. */
    @Schema(name = "RequestedVersion")
    record Version(@Nullable String item, @Nullable String finding, int version) {}
}
