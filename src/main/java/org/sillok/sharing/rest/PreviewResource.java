package org.sillok.sharing.rest;

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
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.kernel.ItemId;
import org.sillok.sharing.Preview;
import org.sillok.sharing.Previews;
import org.sillok.sharing.core.PreviewAsk;
import org.sillok.sharing.core.ReasonWording;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** What counterparties would be permitted. */
@Path("/api/v1/items/{item}/preview")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sharing")
public class PreviewResource {
    private final Previews previews;
    private final CallerProvider callers;

    PreviewResource(Previews previews, CallerProvider callers) {
        this.previews = previews;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewItem",
            summary = "Preview what counterparties would be permitted",
            description =
                    "Changes nothing and promises nothing: whatever is released is decided anew. With a draft, before and"
                            + " after it. Sentences in English or Korean (Accept-Language). Recorded as a look at the item."
                            + " Role: contributor.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PreviewSchema.class)))
    @APIResponse(
            responseCode = "200",
            description = "One line per counterparty and set of purposes",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    @APIResponse(responseCode = "404", description = "There is no such item, or it is another organisation's")
    public Response preview(
            @PathParam("item") String id, byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        ItemId item = Bodies.item(id);
        PreviewAsk asked = Bodies.read(body, PreviewAsk::read);
        Preview preview = previews.preview(callers.caller(), item, asked).orThrow();
        ReasonWording wording = wording(headers);
        return Response.ok(PreviewView.of(preview, wording))
                .header(HttpHeaders.CONTENT_LANGUAGE, wording == ReasonWording.KOREAN ? "ko" : "en")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private static ReasonWording wording(HttpHeaders headers) {
        for (Locale locale : headers.getAcceptableLanguages()) {
            if (locale.getLanguage().equals("ko")) {
                return ReasonWording.KOREAN;
            }
            if (locale.getLanguage().equals("en")) {
                return ReasonWording.ENGLISH;
            }
        }
        return ReasonWording.ENGLISH;
    }
}
