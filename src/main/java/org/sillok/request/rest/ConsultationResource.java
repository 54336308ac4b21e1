package org.sillok.request.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.request.Consultations;
import org.sillok.request.core.AnswerBody;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.RequestFault;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** What organisations are asked because of requests. */
@Path("/api/v1/consultations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Requests")
@APIResponse(responseCode = "404", description = "There is no such consultation, or another organisation is asked")
public class ConsultationResource {
    private final Consultations consultations;
    private final CallerProvider callers;

    ConsultationResource(Consultations consultations, CallerProvider callers) {
        this.consultations = consultations;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listConsultations",
            summary = "List what your organisation is asked",
            description = "Oldest first. Role: contributor.")
    @Parameter(name = "state", schema = @Schema(implementation = ConsultationState.class))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<ConsultationView> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("consultations", uri, "state");
        return query.page(
                consultations
                        .list(
                                caller,
                                query.constant("state", ConsultationState.class).orElse(null),
                                query.after(),
                                query.limit())
                        .orThrow(),
                one -> new Position(one.askedAt(), one.id().value()),
                ConsultationView::of);
    }

    @GET
    @Path("{consultation}")
    @Operation(
            operationId = "getConsultation",
            summary = "Read a consultation",
            description = "The look is recorded. Role: contributor.")
    public ConsultationView get(@PathParam("consultation") String id, @Context UriInfo uri) {
        Query.none(uri);
        return ConsultationView.of(consultations.get(callers.caller(), id).orThrow());
    }

    @POST
    @Path("{consultation}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "answerConsultation",
            summary = "Answer that it is permitted, by a clause, or that it is refused",
            description =
                    "A clause counts for the one request only and has to repeat the conditions that are to stay. What a"
                            + " source said needs evidence and a second person; a refusal counts at once. Role: contributor.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AnswerSchema.class)))
    @APIResponse(responseCode = "409", description = "It is not asked any more")
    public ConsultationView answer(@PathParam("consultation") String id, byte[] body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        AnswerBody sent = read(body);
        return ConsultationView.of(
                sent instanceof AnswerBody.Permits permits
                        ? consultations
                                .permit(callers.person(), id, permits.clause(), permits.evidence())
                                .orThrow()
                        : consultations
                                .refuse(caller, id, ((AnswerBody.Refuses) sent).reason())
                                .orThrow());
    }

    @POST
    @Path("{consultation}/confirm")
    @Operation(
            operationId = "confirmConsultation",
            summary = "Confirm what another person answered",
            description = "Role: contributor, and not the one who answered.")
    @APIResponse(responseCode = "409", description = "Nobody has answered, or it is not asked any more")
    public ConsultationView confirm(@PathParam("consultation") String id, @Context UriInfo uri) {
        Query.none(uri);
        return ConsultationView.of(
                consultations.confirm(callers.steppedUp(), id).orThrow());
    }

    private static AnswerBody read(byte @Nullable [] body) {
        try {
            return AnswerBody.read(body == null ? new byte[0] : body);
        } catch (RequestFault e) {
            ProblemCode code = switch (e.kind()) {
                case SYNTAX -> ProblemCode.MALFORMED_JSON;
                case UNKNOWN_FIELD -> ProblemCode.UNKNOWN_FIELD;
                case VALUE -> ProblemCode.INVALID_FIELD;
            };
            throw new ProblemException(Refusal.at(code, e.pointer(), String.valueOf(e.getMessage())));
        }
    }
}
