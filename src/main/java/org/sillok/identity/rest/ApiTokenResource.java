package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.ApiTokens;
import org.sillok.identity.Caller;
import org.sillok.identity.IssuedApiToken;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Tokens for programs: scoped, expiring, and revocable at once. */
@Path(ApiTokenResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class ApiTokenResource {
    static final String PATH = "/api/v1/api-tokens";

    /** A token that was just made. */
    @Schema(name = "IssuedApiToken")
    public record Issued(
            @Schema(
                    description =
                            "Send it as \"Authorization: Bearer …\". It is shown this once, and only a digest is kept")
            String token,

            ApiTokenView details) {
        static Issued of(IssuedApiToken issued) {
            return new Issued(issued.text().text(), ApiTokenView.of(issued.token()));
        }

        @Override
        public String toString() {
            return "Issued[" + details + "]";
        }
    }

    private final ApiTokens tokens;
    private final CallerProvider callers;

    ApiTokenResource(ApiTokens tokens, CallerProvider callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueApiToken",
            summary = "Make a token for a program",
            description =
                    "For a user that was made here, with some of its roles, never the custodian's. A program can not"
                            + " do what takes a stronger authentication. The token is shown once, so a repetition makes another"
                            + " one. Role: custodian.")
    @APIResponse(
            responseCode = "201",
            description = "The token",
            content = @Content(schema = @Schema(implementation = Issued.class)))
    @APIResponse(responseCode = "409", description = "The user is not active, or is a person of an OpenID provider")
    public Response issue(@Nullable ApiTokenBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        Issued issued = Issued.of(
                tokens.issue(caller, Fields.body(body).toNewApiToken()).orThrow());
        return Response.created(URI.create(PATH + "/" + issued.details().id()))
                .header(HttpHeaders.ETAG, issued.details().etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(issued)
                .build();
    }

    @GET
    @Operation(
            operationId = "listApiTokens",
            summary = "List the tokens of programs",
            description = "Also those that have ended, never their secrets. Roles: custodian; auditor, of another"
                    + " organisation than the repository's for its own.")
    @Parameter(name = "party", description = "pty_…: only those of one organisation")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<ApiTokenView> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("api-tokens", uri, "party");
        return query.page(
                tokens.list(caller, query.parsed("party", PartyId::new).orElse(null), query.after(), query.limit())
                        .orThrow(),
                token -> new Position(token.createdAt(), token.id().value()),
                ApiTokenView::of);
    }

    @GET
    @Path("{token}")
    @Operation(
            operationId = "getApiToken",
            summary = "Show what is known of a token",
            description = "Roles: custodian; auditor, of another organisation than the repository's for its own.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApiTokenView.class)))
    public Response get(@PathParam("token") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        ApiTokenView view = ApiTokenView.of(tokens.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @POST
    @Path("{token}/revoke")
    @Operation(
            operationId = "revokeApiToken",
            summary = "Revoke a token",
            description =
                    "It is refused from the next request on. Cannot be undone; repeating it is harmless. Role: custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApiTokenView.class)))
    public Response revoke(@PathParam("token") String id, @Context UriInfo uri) {
        Query.none(uri);
        ApiTokenView view = ApiTokenView.of(tokens.revoke(callers.caller(), id).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
