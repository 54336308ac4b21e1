package org.sillok.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.ConsentSummary;
import org.sillok.consent.ConsentVersion;
import org.sillok.consent.History;
import org.sillok.consent.RecordedEvent;
import org.sillok.consent.SourceConsent;
import org.sillok.consent.core.Assessment;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentMethod;
import org.sillok.consent.core.ConsentType;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Minority;
import org.sillok.consent.core.NoticeRef;
import org.sillok.consent.core.Verification;
import org.sillok.json.CompactJson;
import org.sillok.kernel.Ids;
import org.sillok.kernel.WithdrawalId;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Term;
import org.sillok.terms.TermWriter;
import org.sillok.web.ETags;

/** A consent as it is shown to its organisation. */
@Schema(name = "Consent")
@JsonInclude(Include.NON_NULL)
public record ConsentView(
        @Schema(examples = "con_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        String source,

        @Schema(description = "As it is now; one whose time is over is EXPIRED")
        ConsentState state,

        @Schema(description = "Whether it permits what its terms permit")
        boolean inForce,

        int events,
        int versions,

        @Schema(description = "The version that is in force or was last") @Nullable
        Version current,

        @Schema(description = "What waits for a second person")
        List<ProposalView> pending,

        Instant createdAt) {
    static ConsentView of(SourceConsent consent) {
        ConsentVersion current = consent.current();
        return new ConsentView(
                consent.id().value(),
                consent.source().value(),
                consent.state(),
                consent.standing().permits() && consent.state() != ConsentState.EXPIRED,
                consent.standing().events(),
                consent.versions(),
                current == null ? null : Version.of(current),
                consent.pending().stream().map(ProposalView::of).toList(),
                consent.createdAt());
    }

    static String etag(SourceConsent consent) {
        return ETags.of(
                consent.id().value(),
                Integer.toString(consent.revision()),
                consent.state().name());
    }

    /** A line of a list. */
    @Schema(name = "ConsentSummary")
    public record Line(
            String id,
            String source,

            @Schema(description = "Of the last event; the consent itself says whether its time is over")
            ConsentState state,

            int events,
            int versions,
            Instant createdAt) {
        static Line of(ConsentSummary consent) {
            return new Line(
                    consent.id().value(),
                    consent.source().value(),
                    consent.state(),
                    consent.events(),
                    consent.versions(),
                    consent.createdAt());
        }
    }

    /** One version. */
    @Schema(name = "ConsentVersion")
    @JsonInclude(Include.NON_NULL)
    public record Version(
            int number,
            VersionBody.@Nullable Notice notice,
            ConsentType type,
            ExpressedBy expressedBy,
            @Nullable String capacity,
            @Nullable ConsentMethod method,
            @Nullable EvidenceBody form,
            @Nullable String language,
            @Nullable String givenAt,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Instant reviewBy,

            @Schema(implementation = Object[].class) @JsonRawValue
            String terms,

            VersionBody.Data scope,
            VersionBody.@Nullable Capacity assessment,
            VersionBody.@Nullable Check verification,
            VersionBody.@Nullable Minor minority,
            @Nullable String note,
            String recordedBy,
            Instant recordedAt) {
        static Version of(ConsentVersion version) {
            ConsentContent said = version.content();
            NoticeRef notice = said.notice();
            Assessment assessment = said.assessment();
            Verification verification = said.verification();
            Minority minority = said.minority();
            return new Version(
                    version.number(),
                    notice == null
                            ? null
                            : new VersionBody.Notice(notice.notice().value(), notice.version()),
                    said.type(),
                    said.expressedBy(),
                    said.capacity(),
                    said.method(),
                    EvidenceBody.of(said.form()),
                    said.language() == null ? null : said.language().value(),
                    said.givenAt() == null ? null : said.givenAt().toString(),
                    said.window().from(),
                    said.window().until(),
                    said.reviewBy(),
                    terms(said),
                    new VersionBody.Data(
                            said.scope().parts().stream().sorted().toList(),
                            said.scope().lineage()),
                    assessment == null
                            ? null
                            : new VersionBody.Capacity(assessment.ability(), assessment.how(), assessment.at()),
                    verification == null
                            ? null
                            : new VersionBody.Check(verification.by(), verification.at(), verification.how()),
                    minority == null ? null : new VersionBody.Minor(minority.majorityAt()),
                    said.note(),
                    version.recordedBy().value(),
                    version.recordedAt());
        }

        private static String terms(ConsentContent said) {
            return said.terms().stream()
                    .map(clause -> clause instanceof Term term
                            ? CompactJson.text(TermWriter.write(term))
                            : "{\"id\":\"" + clause.id() + "\",\"unreadable\":true}")
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** One event. */
    @Schema(name = "ConsentEvent")
    @JsonInclude(Include.NON_NULL)
    public record Event(
            int number,
            ConsentState state,
            @Nullable Integer version,
            @Nullable ExpressedBy by,
            Instant saidAt,
            Instant recordedAt,

            @Schema(description = "Absent if a court's or the repository's withdrawal did it") @Nullable
            String recordedBy,

            @Nullable String confirmedBy,
            @Nullable String reason,
            @Nullable EvidenceBody evidence,

            @Schema(description = "Digest of the custody statement, base64url")
            String statement) {
        static Event of(RecordedEvent recorded) {
            return new Event(
                    recorded.event().number(),
                    recorded.event().state(),
                    recorded.event().version(),
                    recorded.event().by(),
                    recorded.event().saidAt(),
                    recorded.event().recordedAt(),
                    isOfRepository(recorded) ? null : recorded.recordedBy().value(),
                    recorded.confirmedBy() == null
                            ? null
                            : recorded.confirmedBy().value(),
                    recorded.remark().reason(),
                    EvidenceBody.of(recorded.remark().evidence()),
                    recorded.statement().base64Url());
        }

        /** Which custodian took it back is not said to the organisation: only that, and by which withdrawal. */
        private static boolean isOfRepository(RecordedEvent recorded) {
            String reason = recorded.remark().reason();
            return recorded.event().state() == ConsentState.REVOKED_BY_OTHER
                    && recorded.event().by() == null
                    && reason != null
                    && Ids.isWellFormed(WithdrawalId.PREFIX, reason);
        }
    }

    /** What was recorded, and how the consent stood after it. */
    @Schema(name = "ConsentHistory")
    @JsonInclude(Include.NON_NULL)
    public record Past(
            @Schema(description = "In the order of recording")
            List<Event> events,

            @Schema(description = "Absent if nothing had been recorded") @Nullable
            ConsentState state,

            @Nullable Integer version) {
        static Past of(History history) {
            return new Past(
                    history.events().stream().map(Event::of).toList(),
                    history.events().isEmpty() ? null : history.state(),
                    history.standing().version());
        }
    }
}
