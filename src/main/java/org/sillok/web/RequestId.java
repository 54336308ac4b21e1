package org.sillok.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/**
 * Gives each request an id that its answer ({@code X-Request-Id}), its problem document and every log line of it
 * carry. A UUID sent by the client is kept, so that its logs and ours can be joined; anything else is replaced, because
 * a header must not write into our logs.
 */
@ApplicationScoped
public class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = RequestId.class.getName();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** Before authentication (priority 200), so that refusals have an id too. */
    private static final int PRIORITY = 1000;

    private final Randomness randomness;

    RequestId(Randomness randomness) {
        this.randomness = randomness;
    }

    void register(@Observes Filters filters) {
        filters.register(this::assign, PRIORITY);
    }

    /** The id of the request, or a text that says there is none (only before the filters ran). */
    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? "none" : id;
    }

    private void assign(RoutingContext context) {
        String sent = context.request().getHeader(HEADER);
        String id = sent != null && UUID.matcher(sent).matches() ? sent : Ids.fresh("rid", randomness);
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
        context.next();
    }
}
