package org.sillok.odrl;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementEdition;
import org.sillok.agreement.Agreements;
import org.sillok.agreement.core.Side;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.core.VersionState;
import org.sillok.consent.ConsentVersion;
import org.sillok.consent.Consents;
import org.sillok.consent.SourceConsent;
import org.sillok.consent.core.Standings;
import org.sillok.identity.Caller;
import org.sillok.odrl.core.OdrlException;
import org.sillok.odrl.core.Policy;
import org.sillok.odrl.core.PolicyWriter;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Consent;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Window;

/**
 * Recorded agreements and consents as ODRL policies. Who may read one may export it, and its room records the look. A version
 * that does not count any more has no policy: ODRL could not say that it does not.
 */
@ApplicationScoped
public class InstrumentExport {
    private final Agreements agreements;
    private final Consents consents;

    InstrumentExport(Agreements agreements, Consents consents) {
        this.agreements = agreements;
        this.consents = consents;
    }

    /** One version of an agreement, as it stands now. */
    public Outcome<String> agreement(Caller caller, String id, String number) {
        return agreements.version(caller, id, number).then(InstrumentExport::agreement);
    }

    /** The version of a consent that is in force or was last, as it stands now. */
    public Outcome<String> consent(Caller caller, String id, String number) {
        return consents.get(caller, id).then(consent -> consent(consent, number));
    }

    private static Outcome<String> agreement(AgreementEdition edition) {
        Optional<AgreementState> state = state(edition.agreement().state(edition.version(), edition.asOf()));
        if (state.isEmpty()) {
            return gone();
        }
        StoredText text = edition.text();
        Instant begun = edition.version().startsAt();
        @Nullable Instant from = begun == null ? text.effectiveFrom() : begun;
        return written(new Policy.OfAgreement(new Agreement(
                new InstrumentRef(text.agreement().value(), text.number()),
                text.kind(),
                state.get(),
                text.parties(Side.PROVIDER),
                text.parties(Side.RECIPIENT),
                text.umbrella(),
                text.caseRef(),
                new Window(from, text.effectiveUntil()),
                text.prohibitionsSurvive(),
                text.clauses(),
                List.of())));
    }

    private static Optional<AgreementState> state(VersionState state) {
        return switch (state) {
            case DRAFT -> Optional.of(AgreementState.DRAFT);
            case PROPOSED -> Optional.of(AgreementState.PROPOSED);
            // Its time, which may be still to come, stands beside it.
            case AGREED, IN_FORCE -> Optional.of(AgreementState.IN_FORCE);
            case SUSPENDED -> Optional.of(AgreementState.SUSPENDED);
            case EXPIRED -> Optional.of(AgreementState.EXPIRED);
            case TERMINATED -> Optional.of(AgreementState.TERMINATED);
            case WITHDRAWN, REPLACED -> Optional.empty();
        };
    }

    private static Outcome<String> consent(SourceConsent consent, String number) {
        @Nullable ConsentVersion current = consent.current();
        if (current == null || !String.valueOf(current.number()).equals(number)) {
            return isVersion(number, consent.versions()) ? gone() : Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return written(new Policy.OfConsent(terms(consent, current)));
    }

    /** What the version that counts says, in the state with its end counted, as it is shown elsewhere. */
    static Consent terms(SourceConsent consent, ConsentVersion current) {
        Consent recorded =
                Standings.instrument(consent.id().value(), consent.source(), consent.standing(), current.content());
        return new Consent(
                recorded.ref(),
                recorded.source(),
                consent.state(),
                recorded.window(),
                recorded.reviewBy(),
                recorded.majority(),
                recorded.scope(),
                recorded.clauses(),
                recorded.answers());
    }

    static boolean isVersion(String number, int versions) {
        return number.matches("[1-9][0-9]{0,8}") && Integer.parseInt(number) <= versions;
    }

    static <T> Outcome<T> gone() {
        return Outcome.refused(
                ProblemCode.ODRL_NOT_EXPRESSIBLE, "The version never counted, or another one counts in its place.");
    }

    private static Outcome<String> written(Policy policy) {
        try {
            return Outcome.done(PolicyWriter.text(policy));
        } catch (OdrlException e) {
            return Outcome.refused(
                    Refusal.at(ProblemCode.ODRL_NOT_EXPRESSIBLE, e.path(), String.valueOf(e.getMessage())));
        }
    }
}
