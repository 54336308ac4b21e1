package org.sillok.request.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.kernel.Timestamps;
import org.sillok.request.RequestHead;
import org.sillok.request.SeenRequest;
import org.sillok.request.Viewpoint;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RequestState;
import org.sillok.request.core.RequestTerms;
import org.sillok.web.ETags;

/** A request as it is shown. */
@Schema(name = "RequestForSharingView")
@JsonInclude(Include.NON_NULL)
public record RequestView(
        String id,
        String requester,
        int revision,
        RequestState state,
        String replyBy,
        String until,
        String createdAt,

        @Schema(description = "as what you see it") Viewpoint viewpoint,

        @Schema(description = "how many lines that you see have which standing")
        Map<LineStanding, Integer> lines,

        @Schema(implementation = RequestSchema.class, description = "what is asked for; absent for auditors")
        @JsonRawValue
        @Nullable
        String terms) {
    /** One line of the register. */
    @Schema(name = "RequestForSharingLine")
    public record Line(
            String id,
            String requester,
            int revision,
            RequestState state,
            String replyBy,
            String until,
            String createdAt) {
        static Line of(RequestHead head) {
            return new Line(
                    head.id().value(),
                    head.requester().value(),
                    head.revision(),
                    head.state(),
                    Timestamps.format(head.replyBy()),
                    Timestamps.format(head.until()),
                    Timestamps.format(head.createdAt()));
        }
    }

    static RequestView of(SeenRequest seen) {
        RequestHead head = seen.head();
        RequestTerms terms = seen.terms();
        return new RequestView(
                head.id().value(),
                head.requester().value(),
                head.revision(),
                head.state(),
                Timestamps.format(head.replyBy()),
                Timestamps.format(head.until()),
                Timestamps.format(head.createdAt()),
                seen.viewpoint(),
                new TreeMap<>(seen.lines()),
                terms == null ? null : CompactJson.text(terms.toJson()));
    }

    /** Of what the requester writes only: it does not change with what others do, which it need not know. */
    static String etag(RequestHead head) {
        return ETags.of(
                head.id().value(),
                String.valueOf(head.revision()),
                String.valueOf(head.state().ended()));
    }
}
