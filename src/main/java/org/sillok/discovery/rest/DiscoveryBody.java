package org.sillok.discovery.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is looked for. Everything may be left out; all that is there has to hold. */
@Schema(name = "DiscoveryQuestion", description = "What is looked for, and for the sake of what")
public record DiscoveryBody(
        @Schema(
                description =
                        "Words and names that title or description have, in any script; Korean names however romanised",
                examples = "김정욱")
        @Nullable
        String text,

        @Schema(description = "One of these kinds of items", examples = "[\"TESTIMONY\"]") @Nullable
        List<String> kinds,

        @Schema(description = "Days among which the date of creation may be") @Nullable
        Dates dates,

        @Schema(description = "One of these places of creation", examples = "[\"함흥\"]") @Nullable
        List<String> locations,

        @Schema(description = "One of these languages (BCP 47), or a narrower one", examples = "[\"ko\"]") @Nullable
        List<String> languages,

        @Schema(
                description =
                        "For the sake of what items of others are sought. Without it the search is among the items of"
                                + " the caller's own organisation")
        @Nullable
        AimBody ask,

        @Schema(description = "\"next\" of the page before") @Nullable
        String cursor,

        @Schema(description = "Most lines on the page, 1 to 200", defaultValue = "50") @Nullable
        Integer limit) {

    /** A range of dates, each as EDTF: from the first day of one to the last day of the other. */
    @Schema(
            name = "DiscoveryDates",
            description = "From the first day of one date to the last day of the other, as EDTF")
    public record Dates(
            @Schema(examples = "2014") @Nullable String from,
            @Schema(examples = "2016-05") @Nullable String until) {}

    /** For the sake of what. */
    @Schema(
            name = "DiscoveryAim",
            description = "Decided like a request for sharing that asks to discover and to inspect metadata")
    public record AimBody(
            @Schema(description = "At least one", examples = "[\"CRIMINAL_INVESTIGATION\"]") @Nullable
            List<String> purposes,

            @Schema(examples = "INTERNATIONAL_CRIMINAL") @Nullable
            String proceeding,

            @JsonProperty("case") @Schema(description = "What the caller calls the case") @Nullable
            String caseRef,

            @Schema(
                    description = "States by place (SEAT, STORAGE, PROCEEDING, ONWARD). A place that is missing is not"
                            + " stated; an empty list says that there is none")
            @Nullable
            Map<String, List<String>> places,

            @Schema(description = "Codes of conditions that the caller's organisation undertakes to keep") @Nullable
            List<String> undertakings) {}
}
