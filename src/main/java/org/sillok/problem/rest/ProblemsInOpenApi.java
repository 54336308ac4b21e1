package org.sillok.problem.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Describes once for all operations how they fail: every one can answer with a problem document, those of the API
 * demand a token.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ProblemsInOpenApi implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components =
                document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        document.setComponents(components
                .addSchema(PROBLEM, problemSchema())
                .addResponse(PROBLEM, problemResponse())
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of this installation's issuer")));
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().forEach(ProblemsInOpenApi::complete);
        }
    }

    private static void complete(String path, PathItem item) {
        boolean api = path.startsWith("/api/");
        for (Map.Entry<PathItem.HttpMethod, Operation> operation :
                item.getOperations().entrySet()) {
            Operation described = operation.getValue();
            APIResponses responses = described.getResponses();
            if (responses == null) {
                responses = OASFactory.createAPIResponses();
                described.setResponses(responses);
            }
            responses.setDefaultValue(OASFactory.createAPIResponse().ref(PROBLEM));
            for (String status : List.of("401", "403", "404")) {
                if (api && !responses.hasAPIResponse(status)) {
                    responses.addAPIResponse(
                            status, OASFactory.createAPIResponse().ref(PROBLEM));
                }
            }
            describe(responses);
            if (api) {
                SecurityRequirement requirement =
                        OASFactory.createSecurityRequirement().addScheme(BEARER);
                described.setSecurity(List.of(requirement));
            }
        }
    }

    /** Gives failures that a resource describes in words of its own the body that they have. */
    private static void describe(APIResponses responses) {
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.matches("[45][0-9X]{2}") && response.getRef() == null && response.getContent() == null) {
                response.setContent(problemContent());
            }
        });
    }

    private static APIResponse problemResponse() {
        return OASFactory.createAPIResponse()
                .description("A problem document (RFC 9457). Its type has a page of its own under /problems.")
                .content(problemContent());
    }

    private static Content problemContent() {
        return OASFactory.createContent()
                .addMediaType(
                        ProblemDocument.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("A problem document (RFC 9457)")
                .required(List.of("type", "title", "status", "detail", "instance"))
                .addProperty("type", text("Stable URI reference of the kind of problem", "/problems/not-found"))
                .addProperty("title", text("What the type means, in a few words", "There is no such thing for you"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("The HTTP status"))
                .addProperty("detail", text("What happened this time; never repeats what was sent", null))
                .addProperty("instance", text("The request", "urn:sillok:request:rid_mzxw6ytboi4tcnrvgq3tknbqga"))
                .addProperty("pointer", text("JSON pointer (RFC 6901) of the field concerned", "/names/ko"))
                .addProperty("incident", text("Under which the operator finds the fault in the logs", null));
    }

    private static Schema text(String description, @Nullable String example) {
        Schema schema =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
        return example == null ? schema : schema.addExample(example);
    }
}
