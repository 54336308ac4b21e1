package org.sillok.problem.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.NoContentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/**
 * Recognises what a thrown thing amounts to, by its type alone. Nothing here reads a message: messages name classes and
 * repeat what was sent.
 */
@ApplicationScoped
class Refusals {
    private static final int MAX_CAUSES = 16;

    private final Instance<KnownFaults> knownFaults;

    Refusals(Instance<KnownFaults> knownFaults) {
        this.knownFaults = knownFaults;
    }

    /** The refusal that {@code thrown} or one of its causes stands for; empty means an unforeseen fault. */
    Optional<Refusal> of(Throwable thrown) {
        @Nullable Throwable fault = thrown;
        for (int depth = 0; fault != null && depth < MAX_CAUSES; depth++) {
            Optional<Refusal> known = known(fault);
            if (known.isPresent()) {
                return known;
            }
            fault = fault.getCause();
        }
        return thrown instanceof WebApplicationException web ? ofStatus(web) : Optional.empty();
    }

    private Optional<Refusal> known(Throwable fault) {
        if (fault instanceof ProblemException problem) {
            return Optional.of(problem.refusal());
        }
        if (fault instanceof JsonProcessingException json) {
            return ofJson(json);
        }
        if (fault instanceof NoContentException) {
            return Optional.of(new Refusal(ProblemCode.MALFORMED_JSON, "The body is empty."));
        }
        if (fault instanceof UnauthorizedException || fault instanceof AuthenticationFailedException) {
            return Optional.of(Refusal.of(ProblemCode.UNAUTHENTICATED));
        }
        if (fault instanceof ForbiddenException) {
            return Optional.of(Refusal.of(ProblemCode.FORBIDDEN));
        }
        for (KnownFaults room : knownFaults) {
            Optional<Refusal> refusal = room.refusalOf(fault);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> ofJson(JsonProcessingException fault) {
        if (!(fault.getProcessor() instanceof JsonParser) || fault instanceof InvalidDefinitionException) {
            // Writing an answer failed, or a class of ours cannot be read at all: our fault.
            return Optional.empty();
        }
        if (!(fault instanceof JsonMappingException mapping)) {
            return Optional.of(Refusal.of(ProblemCode.MALFORMED_JSON));
        }
        String pointer = JsonPointers.of(mapping.getPath());
        for (@Nullable Throwable cause = mapping.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                Refusal refusal = problem.refusal();
                String inner = refusal.pointer();
                return Optional.of(
                        inner == null ? refusal : Refusal.at(refusal.code(), pointer + inner, refusal.detail()));
            }
            if (cause instanceof JsonProcessingException && !(cause instanceof JsonMappingException)) {
                return Optional.of(Refusal.of(ProblemCode.MALFORMED_JSON));
            }
        }
        if (fault instanceof UnrecognizedPropertyException) {
            return Optional.of(Refusal.at(ProblemCode.UNKNOWN_FIELD, pointer, "There is no such field here."));
        }
        return Optional.of(Refusal.at(
                ProblemCode.INVALID_FIELD, pointer, "The value is missing, of the wrong type, or not in the list."));
    }

    private static Optional<Refusal> ofStatus(WebApplicationException fault) {
        return switch (fault.getResponse().getStatus()) {
            case 400 -> Optional.of(Refusal.of(ProblemCode.BAD_REQUEST));
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
