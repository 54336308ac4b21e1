package org.sillok.log.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.identity.Role;
import org.sillok.log.LogProofs;
import org.sillok.log.core.SigstoreBundle;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** Proofs for whoever has a token: anyone could compute them from the public tiles, but here they cost the service work. */
@Path("/log/proof")
@Authenticated
@Blocking
@Tag(name = "Transparency log")
public class ProofResource {
    private final LogProofs proofs;
    private final CallerProvider callers;

    ProofResource(LogProofs proofs, CallerProvider callers) {
        this.proofs = proofs;
        this.callers = callers;
    }

    @GET
    @Path("/inclusion")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getInclusionProof",
            summary = "That an entry is in the log's tree of any published size (RFC 6962)",
            description = "The root of a size that no checkpoint has was seen to lead to the newest one. Any role.")
    @Parameter(name = "index", required = true, schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(
            name = "size",
            description = "by default that of the newest checkpoint",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @APIResponse(responseCode = "200", description = "The proof")
    @APIResponse(responseCode = "404", description = "No signed checkpoint covers that")
    public ProofView.Inclusion inclusion(@Context UriInfo uri) {
        callers.caller();
        Query query = Query.only(uri, "index", "size");
        return ProofView.Inclusion.of(proofs.inclusion(query.requiredNumber("index"), query.number("size"))
                .orThrow());
    }

    @GET
    @Path("/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getConsistencyProof",
            summary = "That the log's tree of one size continues that of another (RFC 6962)",
            description = "Between any two published sizes. Any role.")
    @Parameter(name = "from", required = true, schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(name = "to", required = true, schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @APIResponse(responseCode = "200", description = "The proof")
    @APIResponse(responseCode = "404", description = "No signed checkpoint covers that")
    public ProofView.Consistency consistency(@Context UriInfo uri) {
        callers.caller();
        Query query = Query.only(uri, "from", "to");
        return ProofView.Consistency.of(proofs.consistency(query.requiredNumber("from"), query.requiredNumber("to"))
                .orThrow());
    }

    @GET
    @Path("/{index: [0-9]+}.tlog-proof")
    @Produces("text/plain; charset=utf-8")
    @Operation(
            operationId = "getTlogProof",
            summary = "That an entry is in the log, as a text that stands alone (C2SP tlog-proof)",
            description = "With the newest checkpoint. Any role.")
    @Parameter(name = "index", schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @APIResponse(responseCode = "200", description = "Index, hashes and checkpoint")
    @APIResponse(responseCode = "404", description = "No signed checkpoint covers that entry")
    public Response portable(@PathParam("index") String index, @Context UriInfo uri) {
        callers.caller();
        Query.none(uri);
        return Response.ok(proofs.portable(number(index)).orThrow().text())
                .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .build();
    }

    @GET
    @Path("/{index: [0-9]+}.sigstore.json")
    @Produces(SigstoreBundle.MEDIA_TYPE)
    @RolesAllowed("auditor")
    @Operation(
            operationId = "getSigstoreBundle",
            summary = "An entry's signature and proof for Sigstore clients",
            description = "A bundle of version 0.3 over the statement whose digest the entry holds, of whatever stream."
                    + " Whoever may see an item gets those of its statements under the item. Role: auditor.")
    @Parameter(name = "index", schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @APIResponse(responseCode = "200", description = "The bundle")
    @APIResponse(responseCode = "404", description = "No signed checkpoint covers that entry")
    public Response bundle(@PathParam("index") String index, @Context UriInfo uri) {
        callers.in(Role.AUDITOR);
        Query.none(uri);
        return Response.ok(proofs.sigstoreBundle(number(index)).orThrow().toArray())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static long number(String index) {
        if (!index.matches("0|[1-9][0-9]{0,14}")) {
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, "The index is not a whole number.");
        }
        return Long.parseLong(index);
    }
}
