package org.sillok.problem.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.Refusal;

/** The body of every answer that is not a success: {@code application/problem+json} (RFC 9457). */
@Schema(name = "Problem", description = "A problem document (RFC 9457). The type is stable and has a page of its own.")
@JsonInclude(Include.NON_NULL)
public record ProblemDocument(
        @Schema(description = "Stable URI reference of the kind of problem", examples = "/problems/not-found")
        String type,

        @Schema(description = "What the type means, in a few words")
        String title,

        @Schema(description = "The HTTP status", examples = "404")
        int status,

        @Schema(description = "What happened this time; never repeats what was sent")
        String detail,

        @Schema(description = "The request, as urn:sillok:request:<X-Request-Id>")
        String instance,

        @Schema(description = "JSON pointer (RFC 6901) of the field concerned") @Nullable
        String pointer,

        @Schema(description = "The incident under which the operator finds the fault in the logs") @Nullable
        String incident) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The document of {@code refusal} in the request with {@code requestId}. */
    public static ProblemDocument of(Refusal refusal, String requestId, @Nullable String incident) {
        return new ProblemDocument(
                refusal.code().type(),
                refusal.code().title(),
                refusal.code().status(),
                refusal.detail(),
                "urn:sillok:request:" + requestId,
                refusal.pointer(),
                incident);
    }
}
