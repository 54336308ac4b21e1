package org.sillok.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sillok.identity.Caller;
import org.sillok.kernel.Bytes;
import org.sillok.problem.Outcome;

/** A POST with a JSON body that creates one thing, once per idempotency key. */
@ApplicationScoped
public class Creation {
    private static final String JOBS = "/api/v1/jobs/";

    /** The identifier of what was created, by this request or by an earlier one with the same key. */
    public record Created(String id, boolean replayed) {
        /** The answer, marked if an earlier request was the one that created. */
        public Response answer(Response.ResponseBuilder response) {
            return response.header(Idempotency.REPLAYED_HEADER, replayed ? "true" : null)
                    .build();
        }

        /** The answer to what began a job: 202, and where the job is. */
        public Response accepted() {
            return answer(Response.accepted(new Accepted(id)).location(URI.create(JOBS + id)));
        }
    }

    private final Idempotency idempotency;
    private final ObjectMapper json;

    Creation(Idempotency idempotency, ObjectMapper json) {
        this.idempotency = idempotency;
        this.json = json;
    }

    /**
     * Creates, or finds what was created.
     *
     * @param operation the method and path
     * @param body the parsed body, whose JSON form makes two requests the same
     * @param create the use case; it calls its argument with the new identifier inside its transaction
     */
    public Created once(
            Caller caller,
            HttpHeaders headers,
            String operation,
            Object body,
            Function<Consumer<String>, ? extends Outcome<?>> create) {
        Optional<IdempotencyKey> sent = IdempotencyKey.of(headers);
        String[] id = new String[1];
        if (sent.isEmpty()) {
            create.apply(created -> id[0] = created).orThrow();
            return new Created(id[0], false);
        }
        IdempotencyKey key = sent.get();
        Bytes request = canonical(operation, body);
        Optional<String> before = idempotency.find(caller, key, request);
        if (before.isPresent()) {
            return new Created(before.get(), true);
        }
        try {
            Outcome<?> outcome = create.apply(created -> {
                idempotency.remember(caller, key, request, created);
                id[0] = created;
            });
            if (outcome instanceof Outcome.Refused<?>) {
                // The same request, sent at the same time, may have been quicker, and this one refused because of it.
                Optional<String> quicker = idempotency.find(caller, key, request);
                if (quicker.isPresent()) {
                    return new Created(quicker.get(), true);
                }
            }
            outcome.orThrow();
            return new Created(id[0], false);
        } catch (Idempotency.KeyTakenException taken) {
            return new Created(idempotency.find(caller, key, request).orElseThrow(() -> taken), true);
        }
    }

    private Bytes canonical(String operation, Object body) {
        try {
            return Bytes.of((operation + "\n" + json.writeValueAsString(body)).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
