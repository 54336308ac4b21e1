package org.sillok.problem.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/** The page behind each problem type: what it means and the way out. Public, as nothing in it depends on a request. */
@Path("/problems")
@PermitAll
@Tag(name = "Problems", description = "What each problem type means. Public.")
public class ProblemPages {
    /** One problem type. */
    @Schema(name = "ProblemType")
    public record Page(String type, int status, String title, String meaning, String wayOut) {
        static Page of(ProblemCode code) {
            return new Page(code.type(), code.status(), code.title(), code.meaning(), code.wayOut());
        }
    }

    /** All problem types. */
    @Schema(name = "ProblemTypes")
    public record Pages(List<Page> items) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listProblemTypes", summary = "All problem types")
    public Pages list() {
        return new Pages(Arrays.stream(ProblemCode.values()).map(Page::of).toList());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String listAsHtml() {
        return ProblemHtml.index();
    }

    @GET
    @Path("/{slug}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getProblemType", summary = "What a problem type means and what to do about it")
    @APIResponse(responseCode = "200", description = "The problem type")
    @APIResponse(responseCode = "404", description = "There is no such problem type")
    public Page get(@PathParam("slug") String slug) {
        return Page.of(find(slug));
    }

    @GET
    @Path("/{slug}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String getAsHtml(@PathParam("slug") String slug) {
        return ProblemHtml.page(find(slug));
    }

    private static ProblemCode find(String slug) {
        return ProblemCode.ofSlug(slug)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such problem type."));
    }
}
