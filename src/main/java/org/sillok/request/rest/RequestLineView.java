package org.sillok.request.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.request.SeenLine;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;

/** One line of a request as it is shown. */
@Schema(name = "RequestForSharingItem")
@JsonInclude(Include.NON_NULL)
public record RequestLineView(
        @Schema(description = "the item; left out for who asked for a finding") @Nullable
        String item,

        @Schema(description = "what your organisation found it as, if it asked for that") @Nullable
        String finding,

        int version,
        LineStanding standing,
        @Nullable String holder,
        @Nullable String outcome,
        @Nullable RefusalReason refusal,
        List<Why> reasons,

        @Schema(implementation = Object[].class, description = "what would go with it, as the vocabulary writes it")
        @JsonRawValue
        String obligations,

        @Schema(implementation = Object.class, description = "from when and until when it would stay permitted")
        @JsonRawValue
        @Nullable
        String window) {
    /** Why it is not permitted. */
    @Schema(name = "RequestForSharingReason")
    @JsonInclude(Include.NON_EMPTY)
    public record Why(
            String code,
            String place,
            String detail,

            @Schema(description = "for reading only") String text) {}

    static RequestLineView of(SeenLine line) {
        JsonObject window = line.window();
        return new RequestLineView(
                line.finding() == null ? line.version().item().value() : null,
                line.finding(),
                line.version().version(),
                line.standing(),
                line.holder(),
                line.outcome(),
                line.refusal(),
                line.reasons().stream()
                        .map(why -> new Why(why.code(), why.place(), why.detail(), why.text()))
                        .toList(),
                CompactJson.text(line.obligations()),
                window == null ? null : CompactJson.text(window));
    }
}
