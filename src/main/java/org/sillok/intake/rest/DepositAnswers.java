package org.sillok.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Receipt;
import org.sillok.evidence.Evidence;
import org.sillok.evidence.Item;
import org.sillok.evidence.ItemVersion;
import org.sillok.evidence.Publication;
import org.sillok.evidence.Written;
import org.sillok.evidence.rest.ItemResource;
import org.sillok.evidence.rest.ItemView;
import org.sillok.identity.Caller;
import org.sillok.intake.Alongside;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.web.Idempotency;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Prefer;

/**
 * Answers deposits, each once per idempotency key. A retry's files are received again, because only then is it known to
 * be the same request; what they brought is discarded and the first answer's resource is shown. A request that refers to
 * uploads is known from its body alone.
 */
@ApplicationScoped
class DepositAnswers {
    private final Idempotency idempotency;
    private final Evidence evidence;
    private final Publication publication;

    DepositAnswers(Idempotency idempotency, Evidence evidence, Publication publication) {
        this.idempotency = idempotency;
        this.evidence = evidence;
        this.publication = publication;
    }

    /** The body of an answer: the item, and the receipt if it was asked for and is there. */
    @JsonInclude(Include.NON_NULL)
    record Answer(
            @JsonUnwrapped ItemView item,
            @JsonRawValue @Nullable String receipt) {}

    /**
     * Completes a deposit, or shows what the first request with the same key made.
     *
     * @param content everything that makes the request this one
     */
    Response once(Caller caller, HttpHeaders headers, byte[] content, Function<Alongside, Outcome<Written>> complete) {
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        Duration wait = Prefer.waitOf(headers).orElse(Duration.ZERO);
        if (key.isEmpty()) {
            return created(caller, complete.apply(written -> {}).orThrow(), wait);
        }
        Bytes request = Bytes.of(content);
        Optional<String> before = idempotency.find(caller, key.get(), request);
        if (before.isPresent()) {
            return replayed(caller, before.get(), wait);
        }
        try {
            Outcome<Written> outcome =
                    complete.apply(written -> idempotency.remember(caller, key.get(), request, resource(written)));
            if (outcome instanceof Outcome.Refused<Written>) {
                // The same request may have used up meanwhile what this one was refused for.
                Optional<String> meanwhile = idempotency.find(caller, key.get(), request);
                if (meanwhile.isPresent()) {
                    return replayed(caller, meanwhile.get(), wait);
                }
            }
            return created(caller, outcome.orThrow(), wait);
        } catch (Idempotency.KeyTakenException taken) {
            return replayed(caller, idempotency.find(caller, key.get(), request).orElseThrow(() -> taken), wait);
        }
    }

    private static String resource(Written written) {
        return written.item().id() + "/" + written.item().latestVersion();
    }

    private Response created(Caller caller, Written written, Duration wait) {
        ItemView.Log log = ItemView.Log.of(
                written.statement(), publication.awaitIndex(written.statement()).orElse(null));
        return answer(caller, written.item(), written.item().latestVersion(), log, wait)
                .build();
    }

    private Response replayed(Caller caller, String resource, Duration wait) {
        ItemId id = new ItemId(resource.substring(0, resource.indexOf('/')));
        int version = Integer.parseInt(resource.substring(resource.indexOf('/') + 1));
        Item item = evidence.written(caller, id).orThrow();
        ItemVersion made = item.versions().get(version - 1);
        ItemView.Log log = publication
                .place(caller, id, made.statement())
                .map(statement -> ItemView.Log.of(
                        statement, publication.awaitIndex(statement).orElse(null)))
                .orElse(null);
        return answer(caller, item, version, log, wait)
                .header(Idempotency.REPLAYED_HEADER, "true")
                .build();
    }

    private Response.ResponseBuilder answer(
            Caller caller, Item item, int version, ItemView.@Nullable Log log, Duration wait) {
        String path = "/api/v1/items/" + item.id() + (version == 1 ? "" : "/versions/" + version);
        Response.ResponseBuilder response = Response.created(URI.create(path))
                .entity(new Answer(ItemView.of(item, log), receipt(caller, item.id(), version, wait)));
        return version == item.latestVersion() ? response.header(HttpHeaders.ETAG, ItemResource.etag(item)) : response;
    }

    private @Nullable String receipt(Caller caller, ItemId item, int version, Duration wait) {
        if (wait.isZero()) {
            return null;
        }
        Outcome<Receipt> receipt = publication.receipt(caller, item, OptionalInt.of(version), name -> true, wait);
        return receipt instanceof Outcome.Done<Receipt> done
                ? new String(done.value().write().toArray(), StandardCharsets.UTF_8)
                : null;
    }
}
