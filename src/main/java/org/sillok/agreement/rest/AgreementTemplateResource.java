package org.sillok.agreement.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.agreement.core.Templates;
import org.sillok.json.JsonObject;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Drafts to begin with. */
@Path("/api/v1/agreement-templates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Agreements")
public class AgreementTemplateResource {
    private final CallerProvider callers;

    AgreementTemplateResource(CallerProvider callers) {
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listAgreementTemplates",
            summary = "Get drafts to begin with",
            description =
                    "A memorandum of understanding and an undertaking for one case. Fill in the parties (and the case),"
                            + " change what is to be changed, and send it as a draft. No legal advice. Any role.")
    @Parameter(name = "language", description = "en or ko; by default both")
    public Page<Map<String, Object>> list(@Context UriInfo uri) {
        callers.caller();
        Query query = Query.only(uri, "language");
        List<JsonObject> drafts = Templates.in(query.language("language").orElse(null));
        if (drafts.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER, "There are templates in the languages en and ko.");
        }
        return new Page<>(drafts.stream().map(Plain::of).toList(), null);
    }
}
