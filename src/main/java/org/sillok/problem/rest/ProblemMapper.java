package org.sillok.problem.rest;

import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.Incidents;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.RequestId;

/** Everything that leaves a resource as an exception becomes {@code application/problem+json} here. */
@Singleton
class ProblemMapper {
    private final Refusals refusals;
    private final Incidents incidents;

    ProblemMapper(Refusals refusals, Incidents incidents) {
        this.refusals = refusals;
        this.incidents = incidents;
    }

    // The types besides Throwable are listed because the framework brings mappers of its own for them.
    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        DatabindException.class,
        MismatchedInputException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        AuthenticationRedirectException.class,
        UnauthorizedException.class,
        ForbiddenException.class
    })
    Response map(Throwable fault, RoutingContext request) {
        if (fault instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
            return web.getResponse();
        }
        Optional<Refusal> refusal = refusals.of(fault);
        if (refusal.isEmpty()) {
            String incident = incidents.record(fault);
            return answer(Refusal.of(ProblemCode.INTERNAL_ERROR), request, incident)
                    .build();
        }
        Response.ResponseBuilder answer = answer(refusal.get(), request, null);
        if (refusal.get().code() == ProblemCode.METHOD_NOT_ALLOWED && fault instanceof WebApplicationException web) {
            answer.header(HttpHeaders.ALLOW, web.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        if (fault instanceof ProblemException problem) {
            problem.headers().forEach(answer::header);
        }
        return answer.build();
    }

    private static Response.ResponseBuilder answer(Refusal refusal, RoutingContext request, @Nullable String incident) {
        ProblemDocument document = ProblemDocument.of(refusal, RequestId.of(request), incident);
        Response.ResponseBuilder answer = Response.status(document.status())
                .type(MediaType.valueOf(ProblemDocument.MEDIA_TYPE))
                .entity(document);
        switch (refusal.code()) {
            case UNAUTHENTICATED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case DATABASE_UNAVAILABLE,
                    STORAGE_UNAVAILABLE,
                    SIGNING_UNAVAILABLE,
                    LOG_REFUSES,
                    TOO_MANY_REQUESTS,
                    RECEIPT_NOT_READY -> answer.header(HttpHeaders.RETRY_AFTER, 1);
            default -> {}
        }
        return answer;
    }
}
