package org.sillok.withdrawal.rest;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Slice;
import org.sillok.web.CallerProvider;
import org.sillok.web.Fields;
import org.sillok.web.Query;
import org.sillok.withdrawal.Impact;
import org.sillok.withdrawal.Impacts;
import org.sillok.withdrawal.core.ImpactGraph;
import org.sillok.withdrawal.core.ImpactSvg;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.wording.core.Language;

/** Where material went that was taken back, or would be. */
@Path(WithdrawalResource.PATH)
@Blocking
@Tag(name = "Withdrawals")
public class ImpactResource {
    private static final String SVG = "image/svg+xml;charset=utf-8";
    private static final String SANDBOX = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'";
    private static final int DRAWN = 200;

    private final Impacts impacts;
    private final CallerProvider callers;

    ImpactResource(Impacts impacts, CallerProvider callers) {
        this.impacts = impacts;
        this.callers = callers;
    }

    @GET
    @Path("{withdrawal}/impact")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getWithdrawalImpact",
            summary = "See where the material of a withdrawal went",
            description =
                    "From items to what was made of them, to bundles, recipients, and those to whom recipients say they have"
                            + " passed it on; by pages of items. The look is recorded. Roles: contributor of the organisation whose"
                            + " material it is; custodian, without titles.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "Items on the page, 1 to 200, by default 50")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImpactView.class)))
    public ImpactView impact(@PathParam("withdrawal") String id, @Context UriInfo uri) {
        Query query = Query.of("withdrawals/" + id + "/impact", uri);
        return view(
                query,
                impacts.of(callers.caller(), id, query.fromNumber(), query.limit())
                        .orThrow());
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewWithdrawal",
            summary = "See what a withdrawal would reach",
            description = "The same, before anything is recorded; nothing is withdrawn. Roles: as for withdrawing.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "Items on the page, 1 to 200, by default 50")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImpactView.class)))
    public ImpactView preview(@Nullable PreviewBody body, @Context UriInfo uri) {
        PreviewBody sent = Fields.body(body);
        Subject subject = SubjectBody.read(sent.subject());
        SaidBy by = Fields.required("by", sent.by());
        Level named = sent.level();
        Level level = named == null ? Level.NO_NEW_SHARING : named;
        Query query = Query.of("withdrawals/preview/" + subject.id(), uri);
        return view(
                query,
                impacts.preview(callers.caller(), subject, by, level, query.fromNumber(), query.limit())
                        .orThrow());
    }

    @GET
    @Path("{withdrawal}/impact.svg")
    @Produces(SVG)
    @Operation(
            operationId = "getWithdrawalImpactPicture",
            summary = "Draw where the material of a withdrawal went",
            description =
                    "The first 200 items, in English or Korean (Accept-Language). No script, nothing from elsewhere. The look"
                            + " is recorded. Roles: as for the list.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING)))
    public Response picture(@PathParam("withdrawal") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Language language = language(headers);
        Impact impact = impacts.of(callers.caller(), id, 0, DRAWN).orThrow();
        return Response.ok(
                        ImpactSvg.draw(
                                impact.graph(),
                                words(language),
                                language.tag(),
                                impact.next() > 0 || impact.moreOnward()),
                        SVG)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, "Accept-Language")
                .header("Content-Security-Policy", SANDBOX)
                .build();
    }

    /** The next page begins with the first item that is not on this one. */
    private static ImpactView view(Query query, Impact impact) {
        boolean more = impact.next() > 0;
        Slice<Long> last = new Slice<>(List.of(impact.next() - 1), more);
        return ImpactView.of(
                impact,
                more
                        ? query.numberedPage(last, Long::longValue, number -> number)
                                .next()
                        : null);
    }

    private static Language language(HttpHeaders headers) {
        for (Locale locale : headers.getAcceptableLanguages()) {
            Language spoken = Language.ofTag(locale.toLanguageTag()).orElse(null);
            if (spoken != null) {
                return spoken;
            }
        }
        return Language.EN;
    }

    private static ImpactSvg.Words words(Language language) {
        return new ImpactSvg.Words(
                language.of("Where the material went", "자료가 전해진 곳"),
                Map.of(
                        ImpactGraph.Kind.ITEM, language.of("Material", "자료"),
                        ImpactGraph.Kind.DERIVATIVE, language.of("Made from it", "파생 자료"),
                        ImpactGraph.Kind.BUNDLE, language.of("Bundle", "묶음"),
                        ImpactGraph.Kind.RECIPIENT, language.of("Recipient", "수령자"),
                        ImpactGraph.Kind.ONWARD, language.of("Passed on to", "다시 전해 받은 곳")),
                language.of("There is more than is drawn here.", "여기에 그리지 않은 자료가 더 있습니다."));
    }
}
