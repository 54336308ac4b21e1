package org.sillok.jobs.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.jobs.Job;
import org.sillok.jobs.Jobs;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Long work of the caller's organisation. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Jobs", description = "Long work with progress. It survives restarts of the service.")
public class JobResource {
    private final Jobs jobs;
    private final CallerProvider callers;

    JobResource(Jobs jobs, CallerProvider callers) {
        this.jobs = jobs;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listJobs", summary = "List the organisation's jobs")
    @APIResponse(responseCode = "200", description = "One page, newest first")
    public Page<JobView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Query query = Query.of("jobs", uri);
        return query.page(
                jobs.list(callers.caller(), query.after(), query.limit()),
                job -> new Position(job.createdAt(), job.id().value()),
                JobView::of);
    }

    @GET
    @Path("/{job}")
    @Operation(operationId = "getJob", summary = "Show a job: how far it is, and what came out")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(@PathParam("job") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        JobView view = JobView.of(jobs.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @DELETE
    @Path("/{job}")
    @Operation(
            operationId = "cancelJob",
            summary = "Cancel a job",
            description = "One that waits is cancelled at once; one that runs is asked to stop and does so soon.")
    @APIResponse(
            responseCode = "202",
            description = "The job, cancelled or about to be",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response cancel(@PathParam("job") String id, @Context UriInfo uri) {
        Query.none(uri);
        Job job = jobs.cancel(callers.caller(), id).orThrow();
        return Response.accepted(JobView.of(job)).build();
    }
}
