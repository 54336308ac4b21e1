package org.sillok.problem.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.Refusal;
import org.sillok.web.RequestId;

/** Writes a problem document where no resource is reached: before authentication, on other routes, on bad requests. */
@ApplicationScoped
class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    void write(RoutingContext request, Refusal refusal, @Nullable String incident) {
        ProblemDocument document = ProblemDocument.of(refusal, RequestId.of(request), incident);
        request.response()
                .setStatusCode(document.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
        if (request.request().method().equals(HttpMethod.HEAD)) {
            request.response().end();
            return;
        }
        try {
            request.response().end(Buffer.buffer(json.writeValueAsBytes(document)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
