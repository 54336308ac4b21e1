package org.sillok.problem.rest;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.Incidents;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Failures outside of resources: refused by authorisation, unreadable by the HTTP server, too large for it. */
@ApplicationScoped
class RouteFailures {
    private final Refusals refusals;
    private final Incidents incidents;
    private final ProblemWriter problems;

    RouteFailures(Refusals refusals, Incidents incidents, ProblemWriter problems) {
        this.refusals = refusals;
        this.incidents = incidents;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::handle);
        router.errorHandler(404, request -> answer(request, Refusal.of(ProblemCode.NOT_FOUND)));
    }

    private void handle(RoutingContext request) {
        @Nullable Throwable fault = request.failure();
        Optional<Refusal> refusal = fault == null ? Optional.empty() : refusals.of(fault);
        if (refusal.isEmpty()) {
            refusal = ofStatus(request.statusCode());
        }
        if (refusal.isPresent()) {
            answer(request, refusal.get());
        } else if (!closed(request.response())) {
            String incident = fault == null ? null : incidents.record(fault);
            problems.write(request, Refusal.of(ProblemCode.INTERNAL_ERROR), incident);
        }
    }

    private void answer(RoutingContext request, Refusal refusal) {
        if (!closed(request.response())) {
            problems.write(request, refusal, null);
        }
    }

    private static boolean closed(HttpServerResponse response) {
        return response.ended() || response.headWritten() || response.closed();
    }

    private static Optional<Refusal> ofStatus(int status) {
        return switch (status) {
            case 400, 414, 431 -> Optional.of(Refusal.of(ProblemCode.BAD_REQUEST));
            case 401 -> Optional.of(Refusal.of(ProblemCode.UNAUTHENTICATED));
            case 403 -> Optional.of(Refusal.of(ProblemCode.FORBIDDEN));
            case 404 -> Optional.of(Refusal.of(ProblemCode.NOT_FOUND));
            case 405 -> Optional.of(Refusal.of(ProblemCode.METHOD_NOT_ALLOWED));
            case 406 -> Optional.of(Refusal.of(ProblemCode.NOT_ACCEPTABLE));
            case 413 -> Optional.of(Refusal.of(ProblemCode.PAYLOAD_TOO_LARGE));
            case 415 -> Optional.of(Refusal.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
            default -> Optional.empty();
        };
    }
}
