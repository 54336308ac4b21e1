package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.DeliveryProblem;
import org.sillok.feed.core.DeliveryState;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.PauseReason;
import org.sillok.feed.core.Told;
import org.sillok.feed.core.WebhookSeal;
import org.sillok.feed.core.WebhookSecret;
import org.sillok.feed.core.WebhookState;
import org.sillok.feed.core.WebhookUrl;
import org.sillok.feed.db.DeliveryRows;
import org.sillok.feed.db.FeedRows;
import org.sillok.feed.db.WebhookRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.WebhookId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.VaultException;

/** Webhooks of an organisation, managed by those of its users who may read its events. Every change is on the record. */
@ApplicationScoped
public class Webhooks {
    /** What is handed out once: nobody can ask for the secret again. */
    public record Secret(WebhookId id, WebhookSecret secret) {}

    private final WebhookRows rows;
    private final DeliveryRows deliveries;
    private final FeedRows events;
    private final WebhookSeals seals;
    private final Destinations destinations;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final FeedConfig config;

    Webhooks(
            WebhookRows rows,
            DeliveryRows deliveries,
            FeedRows events,
            WebhookSeals seals,
            Destinations destinations,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness,
            FeedConfig config) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.events = events;
        this.seals = seals;
        this.destinations = destinations;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
        this.config = config;
    }

    /** Registers a webhook; {@code alongside} becomes durable with it or not at all. It is told what happens from now on. */
    @Transactional
    public Outcome<Secret> register(Caller caller, NewWebhook webhook, Consumer<String> alongside) {
        scope.enter(caller);
        if (!Events.mayRead(caller)) {
            return denied(caller, "CREATE_WEBHOOK", "");
        }
        Optional<String> objection = destinations.objection(webhook.url());
        if (objection.isPresent()) {
            return Outcome.refused(Refusal.at(ProblemCode.INVALID_FIELD, "/url", objection.get()));
        }
        String party = caller.party().value();
        if (rows.lockAndCount(party) >= config.webhooks()) {
            return Outcome.refused(
                    ProblemCode.CONFLICT, "The organisation has as many webhooks as the operator allows.");
        }
        WebhookId id = WebhookId.fresh(randomness);
        WebhookSecret secret = freshSecret();
        rows.add(
                new WebhookRows.Row(
                        id.value(),
                        party,
                        seals.seal(party, id.value(), WebhookSeal.of(webhook.url(), secret)),
                        webhook.types().stream().map(Enum::name).sorted().toList(),
                        WebhookState.ACTIVE.name(),
                        null,
                        null,
                        now()),
                events.horizon());
        record(caller, "CREATE_WEBHOOK", id.value());
        alongside.accept(id.value());
        return Outcome.done(new Secret(id, secret));
    }

    @Transactional
    public Outcome<Webhook> get(Caller caller, String id) {
        return found(caller, id, "VIEW_WEBHOOK", false, row -> {
            accessLog.viewed(caller.actor(), id);
            return Outcome.done(open(row));
        });
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<Webhook> shown(Caller caller, String id) {
        return found(caller, id, "VIEW_WEBHOOK", false, row -> Outcome.done(open(row)));
    }

    /** Oldest first. */
    @Transactional
    public Outcome<Slice<Webhook>> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!Events.mayRead(caller)) {
            return denied(caller, "LIST_WEBHOOKS", "");
        }
        Slice<WebhookRows.Row> page = Slice.cut(rows.page(caller.party().value(), after, limit + 1), limit);
        accessLog.listed(caller.actor(), "WEBHOOKS", page.items().size());
        SubjectKeys keys = seals.keys(caller.party().value());
        return Outcome.done(page.map(row -> open(row, keys)));
    }

    /** Removes a webhook with everything that waits for it. */
    @Transactional
    public Outcome<WebhookId> remove(Caller caller, String id) {
        return found(caller, id, "DELETE_WEBHOOK", true, row -> {
            rows.remove(id);
            record(caller, "DELETE_WEBHOOK", id);
            return Outcome.done(new WebhookId(id));
        });
    }

    /** No longer serves a webhook; what happens meanwhile waits in the feed. Harmless when repeated. */
    @Transactional
    public Outcome<Webhook> pause(Caller caller, String id) {
        return found(caller, id, "PAUSE_WEBHOOK", true, row -> {
            if (row.state().equals(WebhookState.ACTIVE.name())) {
                rows.state(id, PauseReason.BY_USER.name());
                record(caller, "PAUSE_WEBHOOK", id);
            }
            return reopened(caller, id);
        });
    }

    /** Serves a webhook again, with what waits for it at once. Harmless when repeated. */
    @Transactional
    public Outcome<Webhook> resume(Caller caller, String id) {
        return found(caller, id, "RESUME_WEBHOOK", true, row -> {
            if (row.state().equals(WebhookState.PAUSED.name())) {
                rows.state(id, null);
                deliveries.hurry(id, now());
                record(caller, "RESUME_WEBHOOK", id);
            }
            return reopened(caller, id);
        });
    }

    /** Makes a new secret; the one before signs along for a while, and one before that no more. */
    @Transactional
    public Outcome<Secret> rotate(Caller caller, String id) {
        return found(caller, id, "ROTATE_WEBHOOK_SECRET", true, row -> {
            WebhookSecret secret = freshSecret();
            WebhookSeal seal =
                    seals.open(row.party(), id, row.sealed()).rotated(secret, now().plus(config.webhookRotation()));
            rows.seal(id, seals.seal(row.party(), id, seal));
            record(caller, "ROTATE_WEBHOOK_SECRET", id);
            return Outcome.done(new Secret(new WebhookId(id), secret));
        });
    }

    /** Has a message without meaning delivered, on the way that all messages take; returns its event's id. */
    @Transactional
    public Outcome<String> test(Caller caller, String id) {
        return found(caller, id, "TEST_WEBHOOK", true, row -> {
            if (!row.state().equals(WebhookState.ACTIVE.name())) {
                return Outcome.refused(ProblemCode.CONFLICT, "The webhook is paused. Resume it first.");
            }
            if (deliveries.waits(id, Happening.WEBHOOK_TEST.name())) {
                return Outcome.refused(ProblemCode.CONFLICT, "A test of this webhook is under way.");
            }
            Told told = new Told(Ids.fresh(Told.PREFIX, randomness), Happening.WEBHOOK_TEST.name(), id, now());
            deliveries.add(id, row.party(), told, told.time());
            record(caller, "TEST_WEBHOOK", id);
            return Outcome.done(told.event());
        });
    }

    /** What became of events at a webhook, newest first. A look at the webhook. */
    @Transactional
    public Outcome<Slice<Delivery>> deliveries(
            Caller caller, String id, @Nullable DeliveryState state, @Nullable Position after, int limit) {
        return found(caller, id, "LIST_DELIVERIES", false, row -> {
            accessLog.viewed(caller.actor(), id);
            return Outcome.done(
                    Slice.cut(deliveries.page(id, state == null ? null : state.name(), after, limit + 1), limit)
                            .map(Webhooks::delivery));
        });
    }

    private <T> Outcome<T> found(
            Caller caller, String id, String action, boolean forUpdate, Function<WebhookRows.Row, Outcome<T>> work) {
        scope.enter(caller);
        String party = caller.party().value();
        // The same query runs whether or not the role allows anything, so that a denial costs the same either way.
        Optional<WebhookRows.Row> row =
                forUpdate && Events.mayRead(caller) ? rows.ofOwnerForUpdate(id, party) : rows.ofOwner(id, party);
        return row.isEmpty() || !Events.mayRead(caller) ? denied(caller, action, id) : work.apply(row.get());
    }

    private Outcome<Webhook> reopened(Caller caller, String id) {
        return Outcome.done(open(rows.ofOwner(id, caller.party().value()).orElseThrow()));
    }

    private Webhook open(WebhookRows.Row row) {
        return open(row, seals.keys(row.party()));
    }

    private Webhook open(WebhookRows.Row row, SubjectKeys keys) {
        String pauseReason = row.pauseReason();
        return new Webhook(
                new WebhookId(row.id()),
                url(row, keys),
                row.types(),
                WebhookState.valueOf(row.state()),
                pauseReason == null ? null : PauseReason.valueOf(pauseReason),
                row.failingSince(),
                row.createdAt());
    }

    /** A webhook whose address cannot be opened can still be seen, paused and removed. */
    private @Nullable WebhookUrl url(WebhookRows.Row row, SubjectKeys keys) {
        try {
            return seals.open(keys, row.id(), row.sealed()).url();
        } catch (VaultException e) {
            return null;
        }
    }

    private static Delivery delivery(DeliveryRows.Row row) {
        String problem = row.problem();
        return new Delivery(
                row.told(),
                DeliveryState.valueOf(row.state()),
                row.attempts(),
                row.nextAttempt(),
                row.status(),
                problem == null ? null : DeliveryProblem.valueOf(problem),
                row.createdAt(),
                row.endedAt());
    }

    private void record(Caller caller, String what, String id) {
        accessLog.administered(caller.actor(), what, List.of(Fact.of(Field.DETAILS, id)));
    }

    private WebhookSecret freshSecret() {
        return new WebhookSecret(Bytes.of(randomness.bytes(WebhookSecret.LENGTH)));
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }

    /** One answer for what does not exist and what another organisation has. */
    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(Events.mayRead(caller) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
