package org.sillok.odrl;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.ConsentOnRecord;
import org.sillok.consent.ConsentVersion;
import org.sillok.consent.Consents;
import org.sillok.consent.RecordedEvent;
import org.sillok.consent.SourceConsent;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.NoticeRef;
import org.sillok.identity.Caller;
import org.sillok.kernel.Bytes;
import org.sillok.odrl.core.ConsentRecordWriter;
import org.sillok.odrl.core.OdrlException;
import org.sillok.odrl.core.RecordedConsent;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.core.SourceKind;

/**
 * Consents as records for others, pseudonymous: nobody's name and nothing that was written about the person. What a record
 * cannot say is refused. Who may read a consent may have its record, and the look is recorded.
 */
@ApplicationScoped
public class ConsentRecords {
    private final Consents consents;

    ConsentRecords(Consents consents) {
        this.consents = consents;
    }

    /**
     * The record of a consent as it stands now.
     *
     * @param version which version it has to be about; empty for the one that counts, if there is any
     */
    public Outcome<String> get(Caller caller, String id, Optional<String> version) {
        return consents.onRecord(caller, id)
                .then(consent -> asked(consent.consent(), version).then(none -> of(consent)))
                .then(bytes -> Outcome.done(new String(bytes.toArray(), StandardCharsets.UTF_8)));
    }

    /** The bytes of the record, always the same for the same consent in the same state, to be kept beside what is handed over. */
    public static Outcome<Bytes> of(ConsentOnRecord recorded) {
        if (recorded.kind() != SourceKind.PERSON) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.ODRL_NOT_EXPRESSIBLE,
                    "/source",
                    "The record is one of a person's consent, and the source is an organisation."));
        }
        try {
            return Outcome.done(Bytes.of(ConsentRecordWriter.write(record(recorded))));
        } catch (OdrlException e) {
            return Outcome.refused(
                    Refusal.at(ProblemCode.ODRL_NOT_EXPRESSIBLE, e.path(), String.valueOf(e.getMessage())));
        }
    }

    private static Outcome<SourceConsent> asked(SourceConsent consent, Optional<String> version) {
        @Nullable ConsentVersion current = consent.current();
        if (version.isEmpty()
                || (current != null && String.valueOf(current.number()).equals(version.get()))) {
            return Outcome.done(consent);
        }
        return InstrumentExport.isVersion(version.get(), consent.versions())
                ? InstrumentExport.gone()
                : Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
    }

    private static RecordedConsent record(ConsentOnRecord recorded) {
        SourceConsent consent = recorded.consent();
        @Nullable ConsentVersion current = consent.current();
        return new RecordedConsent(
                consent.id(),
                consent.source(),
                recorded.owner(),
                consent.state(),
                current == null ? null : said(consent, current),
                recorded.events().stream().map(ConsentRecords::event).toList());
    }

    private static RecordedConsent.Said said(SourceConsent consent, ConsentVersion current) {
        ConsentContent content = current.content();
        NoticeRef notice = content.notice();
        return new RecordedConsent.Said(
                InstrumentExport.terms(consent, current),
                content.type(),
                content.expressedBy(),
                content.method(),
                content.language(),
                content.givenAt(),
                notice == null
                        ? null
                        : new RecordedConsent.Explained(notice.notice().value(), notice.version(), notice.digest()));
    }

    private static RecordedConsent.Event event(RecordedEvent recorded) {
        ConsentEvent event = recorded.event();
        return new RecordedConsent.Event(
                event.number(),
                event.state(),
                event.version(),
                event.by() == ExpressedBy.SELF,
                event.by(),
                event.saidAt(),
                event.recordedAt(),
                event.confirmed(),
                recorded.statement());
    }
}
