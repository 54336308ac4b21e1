package org.sillok.agreement.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.Agreements;
import org.sillok.agreement.PaperSignature;
import org.sillok.agreement.Signing;
import org.sillok.agreement.Transitions;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.identity.Caller;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.web.CallerProvider;
import org.sillok.web.Fields;
import org.sillok.web.Query;

/** What becomes of agreements. Each act needs the entity tag of the agreement as it was read. */
@Path("/api/v1/agreements/{agreement}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Agreements")
@APIResponse(
        responseCode = "200",
        description = "The agreement as it is now",
        content = @Content(schema = @Schema(implementation = AgreementView.class)))
@APIResponse(responseCode = "403", description = "Not for you to do")
@APIResponse(responseCode = "404", description = "There is no such agreement, or it does not concern you")
@APIResponse(responseCode = "409", description = "Not in this state")
@APIResponse(responseCode = "412", description = "The agreement has changed since it was read")
@APIResponse(responseCode = "428", description = "If-Match is missing")
public class AgreementActResource {
    private final Agreements agreements;
    private final Transitions transitions;
    private final Signing signing;
    private final CallerProvider callers;

    AgreementActResource(Agreements agreements, Transitions transitions, Signing signing, CallerProvider callers) {
        this.agreements = agreements;
        this.transitions = transitions;
        this.signing = signing;
        this.callers = callers;
    }

    private interface Work {
        Outcome<AgreementId> on(AgreementHead seen);
    }

    @POST
    @Path("propose")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "proposeAgreement",
            summary = "Propose the draft to everybody whom it names",
            description = "From then on it does not change. By who drafted it.")
    public Response propose(@PathParam("agreement") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        return act(caller, id, headers, seen -> transitions.propose(caller, seen.id(), seen.revision()));
    }

    @POST
    @Path("sign")
    @Operation(
            operationId = "signAgreement",
            summary = "Sign the proposed version for your organisation",
            description =
                    "With a registered key, over exactly the bytes of the version's text; or by saying where the signed"
                            + " paper is, which counts once a custodian has confirmed it. Roles: contributor; investigator with a"
                            + " key only.")
    public Response sign(
            @PathParam("agreement") String id,
            @Nullable SignatureBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        SignatureBody sent = Fields.body(body);
        if (sent.isPaper()) {
            PaperSignature paper = sent.paper();
            return act(caller, id, headers, seen -> signing.record(caller, seen.id(), seen.revision(), paper));
        }
        Bytes signature = sent.key();
        return act(caller, id, headers, seen -> signing.sign(caller, seen.id(), seen.revision(), signature));
    }

    @POST
    @Path("confirm")
    @Operation(
            operationId = "confirmAgreementSignature",
            summary = "Confirm a signature on paper, or a court order",
            description = "By another person than who recorded it. Role: custodian.")
    public Response confirm(
            @PathParam("agreement") String id,
            @Nullable ConfirmationBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        String named = Fields.body(body).party();
        @Nullable
        PartyId party = named == null
                ? null
                : Fields.parsed("party", named, PartyId::new, ProblemCode.INVALID_FIELD, "Not the id of a party.");
        return act(caller, id, headers, seen -> signing.confirm(caller, seen.id(), seen.revision(), party));
    }

    @POST
    @Path("withdraw")
    @Operation(
            operationId = "withdrawAgreement",
            summary = "Take back a draft or a proposal",
            description = "By who drafted it, or a custodian.")
    public Response withdraw(
            @PathParam("agreement") String id,
            @Nullable ReasonBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        String reason = Fields.body(body).required();
        return act(caller, id, headers, seen -> transitions.withdraw(caller, seen.id(), seen.revision(), reason));
    }

    @POST
    @Path("suspend")
    @Operation(
            operationId = "suspendAgreement",
            summary = "Stop all permissions of an agreement at once",
            description = "What it forbids stays, unless it says otherwise. By any party of it, or a custodian.")
    public Response suspend(
            @PathParam("agreement") String id,
            @Nullable ReasonBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        String reason = Fields.body(body).required();
        return act(caller, id, headers, seen -> transitions.suspend(caller, seen.id(), seen.revision(), reason));
    }

    @POST
    @Path("resume")
    @Operation(
            operationId = "resumeAgreement",
            summary = "Lift a suspension",
            description = "By who suspended it, or a custodian.")
    public Response resume(
            @PathParam("agreement") String id,
            @Nullable ReasonBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        String reason = Fields.body(body).required();
        return act(caller, id, headers, seen -> transitions.resume(caller, seen.id(), seen.revision(), reason));
    }

    @POST
    @Path("terminate")
    @Operation(
            operationId = "terminateAgreement",
            summary = "End an agreement for good",
            description = "By any party of it, or a custodian.")
    public Response terminate(
            @PathParam("agreement") String id,
            @Nullable TerminationBody body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        TerminationBody sent = Fields.body(body);
        String reason = Fields.text("reason", sent.reason(), ReasonBody.MAX);
        return act(
                caller,
                id,
                headers,
                seen -> transitions.terminate(caller, seen.id(), seen.revision(), reason, sent.effect()));
    }

    private Response act(Caller caller, String id, HttpHeaders headers, Work work) {
        AgreementHead seen = Asked.seen(agreements, caller, id, headers);
        AgreementId done = work.on(seen).orThrow();
        return Asked.answer(agreements, caller, done);
    }
}
