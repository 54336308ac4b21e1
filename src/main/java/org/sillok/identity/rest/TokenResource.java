package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.Token;
import org.sillok.identity.Tokens;
import org.sillok.identity.core.TokenGrade;
import org.sillok.identity.core.TokenLifetime;
import org.sillok.problem.ProblemCode;
import org.sillok.web.CallerProvider;
import org.sillok.web.Fields;
import org.sillok.web.Query;

/** Access tokens of the local issuer. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class TokenResource {
    /** Whose token, and how long it lives. */
    @Schema(name = "NewToken")
    public record Body(
            @Schema(required = true, examples = "usr_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
            String user,

            @Schema(required = true, description = "ISO 8601 duration, PT1M to P90D", examples = "PT12H") @Nullable
            String validFor,

            @Schema(
                    description = "false: the token does not open identities, approve, erase or change who may do what",
                    defaultValue = "true")
            @Nullable
            Boolean stepUp) {}

    /** The token; it is shown this once. */
    @Schema(name = "Token")
    public record View(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "View[until " + expiresAt + "]";
        }
    }

    private final Tokens tokens;
    private final CallerProvider callers;

    TokenResource(Tokens tokens, CallerProvider callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueToken",
            summary = "Issue an access token for a user",
            description = "Role: custodian. Only where this installation issues tokens itself. The token is shown once"
                    + " and not stored, so a repetition issues another one.")
    @APIResponse(
            responseCode = "201",
            description = "The token",
            content = @Content(schema = @Schema(implementation = View.class)))
    public Response issue(@Nullable Body body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        Body sent = Fields.body(body);
        TokenLifetime lifetime = Fields.parsed(
                "validFor",
                Fields.duration("validFor", sent.validFor()),
                TokenLifetime::new,
                ProblemCode.INVALID_FIELD,
                "Must be from PT1M to P90D.");
        TokenGrade grade = Boolean.FALSE.equals(sent.stepUp()) ? TokenGrade.EVERYDAY : TokenGrade.FULL;
        Token token = tokens.issue(caller, Fields.required("user", sent.user()), lifetime, grade)
                .orThrow();
        return Response.status(Response.Status.CREATED)
                .entity(new View(token.value(), token.expiresAt()))
                .build();
    }
}
