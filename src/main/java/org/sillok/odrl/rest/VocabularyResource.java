package org.sillok.odrl.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.odrl.core.Profile;
import org.sillok.terms.Vocabulary;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Query;

/** The words of terms. The same for everybody, so that no look is recorded. */
@Path("/api/v1/vocabularies")
@Blocking
@Tag(name = "Terms", description = "The words of consents and agreements, and drafts of terms.")
public class VocabularyResource {
    private static final String TURTLE = "text/turtle; charset=utf-8";

    private final CallerProvider callers;
    private final String vocabulary = new String(Vocabulary.bytes(), StandardCharsets.UTF_8);
    private final String profile = new String(Profile.profile(), StandardCharsets.UTF_8);
    private final String records = new String(Profile.consentRecords(), StandardCharsets.UTF_8);
    private final String shapes = new String(Profile.shapes(), StandardCharsets.UTF_8);

    VocabularyResource(CallerProvider callers) {
        this.callers = callers;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getVocabulary",
            summary = "Show the vocabulary",
            description = "Every list of codes, what they are called in English and Korean, and what they mean."
                    + " A code never changes its meaning. Any role.")
    @APIResponse(responseCode = "200", description = "The document")
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response vocabulary(@Context UriInfo uri, @Context HttpHeaders headers) {
        return document(vocabulary, uri, headers);
    }

    @GET
    @Path("/odrl")
    @Produces(TURTLE)
    @Operation(
            operationId = "getOdrlProfile",
            summary = "Show the ODRL profile",
            description = "The words as actions, operands and concepts of the profile urn:sillok:odrl:1. Any role.")
    @APIResponse(responseCode = "200", description = "The profile, in Turtle")
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response profile(@Context UriInfo uri, @Context HttpHeaders headers) {
        return document(profile, uri, headers);
    }

    @GET
    @Path("/odrl/shapes")
    @Produces(TURTLE)
    @Operation(
            operationId = "getOdrlShapes",
            summary = "Show the shapes of policies",
            description = "What a policy of the profile has to look like, in SHACL. Any role.")
    @APIResponse(responseCode = "200", description = "The shapes, in Turtle")
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response shapes(@Context UriInfo uri, @Context HttpHeaders headers) {
        return document(shapes, uri, headers);
    }

    @GET
    @Path("/consent-record")
    @Produces(TURTLE)
    @Operation(
            operationId = "getConsentRecordVocabulary",
            summary = "Show the words and shapes of consent records",
            description =
                    "What a record of a consent says beyond DPV, and what it has to look like, in SHACL. Any role.")
    @APIResponse(responseCode = "200", description = "The words and the shapes, in Turtle")
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response consentRecords(@Context UriInfo uri, @Context HttpHeaders headers) {
        return document(records, uri, headers);
    }

    private Response document(String document, UriInfo uri, HttpHeaders headers) {
        Query.none(uri);
        callers.caller();
        return ETags.answer(headers, ETags.of("vocabulary", document), document);
    }
}
