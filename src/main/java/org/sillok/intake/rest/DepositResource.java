package org.sillok.intake.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.evidence.Written;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.evidence.rest.Flaws;
import org.sillok.evidence.rest.ItemView;
import org.sillok.identity.Caller;
import org.sillok.intake.Deposit;
import org.sillok.intake.Intake;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** Deposits: new items, and further versions of items. Bodies are read as a stream. */
@Path("/api/v1/items")
@Authenticated
@Tag(name = "Deposits")
@Produces(MediaType.APPLICATION_JSON)
public class DepositResource {
    private static final String METADATA = "/metadata";

    private final Intake intake;
    private final DepositAnswers answers;
    private final CallerProvider callers;

    DepositResource(Intake intake, DepositAnswers answers, CallerProvider callers) {
        this.intake = intake;
        this.answers = answers;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Deposit a new item",
            description =
                    "multipart/form-data with one part \"metadata\" (JSON) and one or more parts \"file\" (each with a"
                            + " file name), in any order. Files are hashed and encrypted as they arrive. Content-Digest on the"
                            + " request or on a part is checked. Idempotency-Key makes a retry harmless. Prefer: wait=N waits for"
                            + " the receipt and puts it into the answer. application/json refers to finished uploads instead"
                            + " (see Uploads), which are used up. Role: contributor.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = DepositSchema.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = UploadDepositSchema.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "Durable, signed and in the log",
            content = @Content(schema = @Schema(implementation = ItemView.class)))
    public Response deposit(InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) throws IOException {
        Query.none(uri);
        Caller caller = callers.caller();
        try (Deposit deposit = intake.begin(caller).orThrow()) {
            if (DepositJson.isMeantBy(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
                DepositJson sent = DepositJson.read(headers, body);
                ItemMetadata metadata = metadata(sent.metadata());
                return answers.once(
                        caller,
                        headers,
                        sent.content("deposit"),
                        alongside -> received(
                                caller, deposit, sent, () -> intake.complete(caller, deposit, metadata, alongside)));
            }
            DepositForm form = DepositForm.read(headers, body, intake.maxDepositSize(), deposit);
            ItemMetadata metadata = metadata(form.metadata());
            return answers.once(
                    caller,
                    headers,
                    form.content("deposit"),
                    alongside -> intake.complete(caller, deposit, metadata, alongside));
        }
    }

    @POST
    @Path("{id}/versions")
    @Operation(
            summary = "Deposit a further version of an item",
            description =
                    "A better copy (REPLACEMENT) or a derivative (TRANSCRIPT, TRANSLATION, REDACTION, …), linked to the"
                            + " versions it was made from. Otherwise like a new item. Role: contributor.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = VersionDepositSchema.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = UploadVersionDepositSchema.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "Durable, signed and in the log",
            content = @Content(schema = @Schema(implementation = ItemView.class)))
    public Response version(
            @PathParam("id") String id, InputStream body, @Context UriInfo uri, @Context HttpHeaders headers)
            throws IOException {
        Query.none(uri);
        Caller caller = callers.caller();
        try (Deposit deposit = intake.begin(caller, itemId(id)).orThrow()) {
            if (DepositJson.isMeantBy(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
                DepositJson sent = DepositJson.read(headers, body);
                VersionDescription description = description(sent.metadata());
                return answers.once(
                        caller,
                        headers,
                        sent.content("version of " + deposit.item()),
                        alongside -> received(
                                caller, deposit, sent, () -> intake.complete(caller, deposit, description, alongside)));
            }
            DepositForm form = DepositForm.read(headers, body, intake.maxDepositSize(), deposit);
            VersionDescription description = description(form.metadata());
            return answers.once(
                    caller,
                    headers,
                    form.content("version of " + deposit.item()),
                    alongside -> intake.complete(caller, deposit, description, alongside));
        }
    }

    /** Reads the uploads only now: the answer to a repeated request needs them no more. */
    private Outcome<Written> received(
            Caller caller, Deposit deposit, DepositJson sent, Supplier<Outcome<Written>> complete) {
        Optional<Refusal> refusal = intake.receive(caller, deposit, sent.files());
        return refusal.isPresent() ? Outcome.refused(refusal.get()) : complete.get();
    }

    private static ItemMetadata metadata(byte[] json) {
        MetadataJson.Reading reading = MetadataJson.read(json);
        if (reading instanceof MetadataJson.Reading.Good good) {
            return good.metadata();
        }
        throw Flaws.problem(((MetadataJson.Reading.Flawed) reading).flaws(), METADATA);
    }

    private static VersionDescription description(byte[] json) {
        VersionDescription.Reading reading = VersionDescription.read(json);
        if (reading instanceof VersionDescription.Reading.Good good) {
            return good.description();
        }
        throw Flaws.problem(((VersionDescription.Reading.Flawed) reading).flaws(), METADATA);
    }

    private static ItemId itemId(String id) {
        try {
            return new ItemId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }
}
