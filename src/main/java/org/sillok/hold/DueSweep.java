package org.sillok.hold;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.DueAgreement;
import org.sillok.agreement.DueAgreements;
import org.sillok.consent.DueConsent;
import org.sillok.consent.DueConsents;
import org.sillok.consent.core.Due;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.hold.core.Coming;
import org.sillok.hold.db.DueRows;
import org.sillok.identity.Scope;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.Vault;

/**
 * Tells organisations of what has come to pass by itself with their consents and agreements: once for each due date, however
 * often and on however many replicas it runs, and whatever the clock does. It counts without being told: decisions compare the
 * times. A clock that was set forward makes it tell early, and nothing twice.
 */
@ApplicationScoped
public class DueSweep {
    private static final Logger LOG = Logger.getLogger(DueSweep.class);
    private static final int BATCH = 200;

    private final DueConsents consents;
    private final DueAgreements agreements;
    private final DueRows rows;
    private final Feed feed;
    private final Vault vault;
    private final Scope scope;
    private final Clock clock;

    DueSweep(
            DueConsents consents,
            DueAgreements agreements,
            DueRows rows,
            Feed feed,
            Vault vault,
            Scope scope,
            Clock clock) {
        this.consents = consents;
        this.agreements = agreements;
        this.rows = rows;
        this.feed = feed;
        this.vault = vault;
        this.scope = scope;
        this.clock = clock;
    }

    @Scheduled(every = "PT1H", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepRegularly() {
        sweep();
    }

    /** Looks at all consents and agreements; what cannot be looked at waits for the next time and keeps nobody else waiting. */
    public void sweep() {
        all("consents", this::consents, this::nextConsent);
        all("agreements", this::agreements, this::nextAgreement);
    }

    /** Tells of some after one, and says which was the last; empty at the end. */
    interface Batch {
        Optional<String> after(String last, int limit);
    }

    static void all(String what, Batch batch, Function<String, Optional<String>> next) {
        try {
            Optional<String> last = Optional.of("");
            int limit = BATCH;
            while (last.isPresent()) {
                try {
                    last = batch.after(last.get(), limit);
                    limit = BATCH;
                } catch (RuntimeException e) {
                    if (limit == 1) {
                        last = next.apply(last.get());
                        LOG.warnf(e, "one of the %s waits for the next sweep", what);
                    } else {
                        // Down to the one that fails: the others are told of.
                        limit = Math.max(1, limit / 2);
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "the rest of the %s waits for the next sweep", what);
        }
    }

    @Transactional
    Optional<String> nextConsent(String last) {
        scope.enterSystem();
        return consents.next(last, clock.instant());
    }

    @Transactional
    Optional<String> nextAgreement(String last) {
        scope.enterSystem();
        return agreements.next(last);
    }

    /** Some consents in one transaction; the last of them, or empty at the end. */
    @Transactional
    Optional<String> consents(String after, int limit) {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        Optional<DueConsents.Page> page = consents.after(after, now, limit);
        page.ifPresent(some -> some.due().forEach(consent -> tell(consent, now)));
        return page.map(DueConsents.Page::last);
    }

    private void tell(DueConsent consent, Instant now) {
        for (Due due : consent.dues()) {
            Coming.of(due.reason() == Due.Reason.END, due.at(), now)
                    .ifPresent(coming -> tell(
                            consent.owner(),
                            coming == Coming.OVER ? Happening.CONSENT_EXPIRED : Happening.CONSENT_REVIEW_DUE,
                            consent.consent().value(),
                            due.at(),
                            now));
        }
    }

    /** Some agreements in one transaction; the last of them, or empty at the end. */
    @Transactional
    Optional<String> agreements(String after, int limit) {
        scope.enterSystem();
        Instant now = Timestamps.truncate(clock.instant());
        Optional<DueAgreements.Page> page = agreements.after(after, now, limit);
        page.ifPresent(some -> some.due().forEach(agreement -> tell(agreement, now)));
        return page.map(DueAgreements.Page::last);
    }

    private void tell(DueAgreement agreement, Instant now) {
        tell(agreement, Happening.AGREEMENT_EXPIRED, agreement.expired(), now);
        tell(agreement, Happening.AGREEMENT_REVIEW_DUE, agreement.review(), now);
    }

    private void tell(DueAgreement agreement, Happening happening, @Nullable Instant due, Instant now) {
        if (due != null) {
            agreement.parties().stream()
                    .sorted(Comparator.comparing(PartyId::value))
                    .forEach(party ->
                            tell(party, happening, agreement.agreement().value(), due, now));
        }
    }

    private void tell(PartyId party, Happening happening, String subject, Instant due, Instant now) {
        String date = Timestamps.format(Timestamps.truncate(due));
        String text = "sillok/due/1\n" + subject + "\n" + happening + "\n" + date;
        byte[] key = vault.fingerprint(text.getBytes(StandardCharsets.US_ASCII));
        if (rows.add(subject, happening.name(), key, party.value(), now)) {
            feed.tell(party, happening, subject);
        }
    }
}
