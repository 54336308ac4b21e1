package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.core.Answer;
import org.sillok.feed.core.DeliveryProblem;
import org.sillok.feed.core.DeliveryState;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.PauseReason;
import org.sillok.feed.core.RetryPlan;
import org.sillok.feed.core.Told;
import org.sillok.feed.core.WebhookSeal;
import org.sillok.feed.db.DeliveryRows;
import org.sillok.feed.db.FeedRows;
import org.sillok.feed.db.WebhookRows;
import org.sillok.identity.Scope;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.VaultException;

/** What a deliverer writes down, each in a transaction of its own under the repository's own scope. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class DeliveryLedger {
    private static final int AT_ONCE = 500;
    // Longer than the longest attempt: two attempts at one delivery must not overlap.
    private static final Duration BEYOND_ANSWER = Duration.ofSeconds(30);

    /**
     * One attempt at a delivery.
     *
     * @param seal null if it cannot be opened
     */
    record Attempt(DeliveryRows.Row row, @Nullable WebhookSeal seal) {
        Told told() {
            return row.told();
        }
    }

    private final WebhookRows webhooks;
    private final DeliveryRows rows;
    private final FeedRows events;
    private final WebhookSeals seals;
    private final Feed feed;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final FeedConfig config;
    private final RetryPlan plan;

    DeliveryLedger(
            WebhookRows webhooks,
            DeliveryRows rows,
            FeedRows events,
            WebhookSeals seals,
            Feed feed,
            Scope scope,
            Clock clock,
            Randomness randomness,
            FeedConfig config,
            FeedSettings settings) {
        this.webhooks = webhooks;
        this.rows = rows;
        this.events = events;
        this.seals = seals;
        this.feed = feed;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
        this.config = config;
        this.plan = settings.plan();
    }

    /** Makes new events deliveries: for each active webhook of their organisation that wants them. */
    void spread() {
        scope.enterSystem();
        String horizon = events.horizon();
        for (String webhook : rows.behind(horizon)) {
            rows.spread(webhook, horizon, AT_ONCE, now());
        }
    }

    /** Begins an attempt at something that is due, if there is anything. */
    Optional<Attempt> claim() {
        scope.enterSystem();
        return rows.claim(now(), config.webhookTimeout().plus(BEYOND_ANSWER), config.webhookConcurrencyOfOne()).stream()
                .findFirst()
                .map(row -> new Attempt(row, seal(row.webhook())));
    }

    private @Nullable WebhookSeal seal(String webhook) {
        try {
            // Not held: a delivery is, and webhooks come first.
            return webhooks.find(webhook)
                    .map(row -> seals.open(row.party(), row.id(), row.sealed()))
                    .orElse(null);
        } catch (VaultException e) {
            return null;
        }
    }

    /** Writes down how an attempt ended, and whether its webhook goes on. */
    void ended(Attempt attempt, Answer answer) {
        scope.enterSystem();
        // The webhook before its deliveries, as everybody takes them.
        Optional<WebhookRows.Row> webhook = webhooks.findForUpdate(attempt.row().webhook());
        Instant now = now();
        if (webhook.isEmpty() || !rows.end(after(attempt.row(), answer, now))) {
            return;
        }
        Instant failingSince = webhook.get().failingSince();
        if (answer.taken()) {
            if (failingSince != null) {
                webhooks.failingSince(webhook.get().id(), null);
            }
            return;
        }
        if (failingSince == null) {
            failingSince = now;
            webhooks.failingSince(webhook.get().id(), now);
        }
        if (webhook.get().pauseReason() == null) {
            plan.pause(answer, failingSince, now).ifPresent(reason -> pause(webhook.get(), reason));
        }
    }

    private void pause(WebhookRows.Row webhook, PauseReason reason) {
        webhooks.state(webhook.id(), reason.name());
        feed.tell(new PartyId(webhook.party()), Happening.WEBHOOK_PAUSED, webhook.id());
    }

    private DeliveryRows.Row after(DeliveryRows.Row row, Answer answer, Instant now) {
        Integer status = answer instanceof Answer.Status known ? known.code() : null;
        DeliveryProblem problem = answer.problem();
        Optional<Instant> next = answer.taken()
                ? Optional.empty()
                : plan.next(row.attempts(), now, randomness.bytes(1)[0] & 0xff);
        DeliveryState state = answer.taken()
                ? DeliveryState.DELIVERED
                : next.isPresent() ? DeliveryState.WAITING : DeliveryState.FAILED;
        return new DeliveryRows.Row(
                row.webhook(),
                row.told(),
                state.name(),
                row.attempts(),
                next.map(Timestamps::truncate).orElse(null),
                status,
                problem == null ? null : problem.name(),
                row.createdAt(),
                state == DeliveryState.WAITING ? null : now);
    }

    /** Forgets what is old, a little at a time; whether there was anything. */
    boolean sweep() {
        scope.enterSystem();
        Instant now = now();
        int swept = events.sweep(now.minus(config.keepEvents()), AT_ONCE)
                + rows.sweep(now.minus(config.keepDeliveries()), AT_ONCE);
        return swept > 0;
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
