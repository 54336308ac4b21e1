package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ContentFault;
import org.sillok.consent.core.ContentRules;
import org.sillok.consent.core.EvidenceRef;
import org.sillok.consent.core.NoticeId;
import org.sillok.consent.core.NoticeRef;
import org.sillok.consent.db.NoticeRows;
import org.sillok.consent.db.NoticeVersionRow;
import org.sillok.crypto.Sha2;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.ConsentState;
import org.sillok.vault.KeyUse;
import org.sillok.vault.Vault;

/** Whether what is to be recorded is about things of the caller's own organisation, and may be said. */
@ApplicationScoped
class Checks {
    private static final int MOST = 20;

    private final Evidence evidence;
    private final NoticeRows notices;
    private final Vault vault;
    private final Clock clock;

    Checks(Evidence evidence, NoticeRows notices, Vault vault, Clock clock) {
        this.evidence = evidence;
        this.notices = notices;
        this.vault = vault;
        this.clock = clock;
    }

    /** What is wrong with an event, at {@code path} of the body. */
    Optional<Refusal> event(Caller caller, NewEvent event, String path) {
        if (event.saidAt().isAfter(clock.instant())) {
            return invalid(path + "/saidAt", "It lies in the future.");
        }
        return evidence(caller, event.remark().evidence(), path + "/evidence");
    }

    /** What is wrong with a version that is recorded with {@code state}, at {@code path} of the body. */
    Optional<Refusal> version(Caller caller, NewConsentVersion version, ConsentState state, String path) {
        List<ContentFault> faults = ContentRules.check(version.content(), state, clock.instant());
        if (!faults.isEmpty()) {
            return invalid(
                    path + faults.get(0).path(),
                    faults.stream()
                            .limit(MOST)
                            .map(fault -> path + fault.path() + ": " + fault.message())
                            .collect(Collectors.joining(" ")));
        }
        NoticeId notice = version.notice();
        if (notice != null
                && noticeVersion(caller, notice, version.noticeVersion()).isEmpty()) {
            return invalid(path + "/notice", "It is not a version of a notice of your organisation.");
        }
        return evidence(caller, version.content().form(), path + "/form");
    }

    Optional<Refusal> evidence(Caller caller, @Nullable EvidenceRef evidenceRef, String path) {
        return evidenceRef == null || evidence.isOwn(caller, evidenceRef.item(), evidenceRef.version())
                ? Optional.empty()
                : invalid(path, "It is not a version of an item of your organisation.");
    }

    /** What a version says, with what had been explained. */
    ConsentContent complete(Caller caller, NewConsentVersion version) {
        NoticeId notice = version.notice();
        return notice == null
                ? version.content()
                : version.content()
                        .with(new NoticeRef(notice, version.noticeVersion(), digest(caller, notice, version)));
    }

    Instant now() {
        return clock.instant();
    }

    private Digest digest(Caller caller, NoticeId notice, NewConsentVersion version) {
        NoticeVersionRow row =
                noticeVersion(caller, notice, version.noticeVersion()).orElseThrow();
        return Sha2.sha256(vault.open(
                vault.keysOf(notice.value()), KeyUse.CONTENT, Notices.context(row.key.number()), row.sealed));
    }

    private Optional<NoticeVersionRow> noticeVersion(Caller caller, NoticeId notice, int number) {
        return notices.version(caller.party().value(), notice.value(), number);
    }

    static Optional<Refusal> invalid(String pointer, String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
