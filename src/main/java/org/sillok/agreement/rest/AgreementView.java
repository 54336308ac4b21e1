package org.sillok.agreement.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementEdition;
import org.sillok.agreement.AgreementEvent;
import org.sillok.agreement.AgreementSummary;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.Comparison;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.core.VersionState;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;
import org.sillok.web.ETags;

/** An agreement as it is shown to those whom it names. */
@Schema(name = "Agreement")
@JsonInclude(Include.NON_NULL)
public record AgreementView(
        @Schema(examples = "agr_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        AgreementKind kind,

        @Schema(description = "how the version stands that counts, or the newest while none was signed by all")
        VersionState state,

        @Schema(description = "the number of the version that counts; absent while none was signed by all") @Nullable
        Integer versionInForce,

        @Schema(description = "who suspended it; absent unless it is suspended") @Nullable
        String suspendedBy,

        Instant createdAt,

        @Schema(description = "the newest version that you see")
        Version version) {
    static AgreementView of(AgreementEdition edition) {
        AgreementHead agreement = edition.agreement();
        PartyId suspendedBy = agreement.suspendedBy();
        return new AgreementView(
                agreement.id().value(),
                agreement.kind(),
                agreement.state(edition.asOf()),
                agreement.current(edition.asOf()).map(VersionHead::number).orElse(null),
                suspendedBy == null ? null : suspendedBy.value(),
                agreement.createdAt(),
                Version.of(edition));
    }

    /** The entity tag of an agreement: every act changes it. */
    static String etag(AgreementHead agreement) {
        return ETags.of(agreement.id().value(), String.valueOf(agreement.revision()));
    }

    /** A version with its text. */
    @Schema(name = "AgreementVersion")
    @JsonInclude(Include.NON_NULL)
    public record Version(
            int number,
            VersionState state,
            String draftedBy,

            @Schema(description = "from when on it counts: never before the last signature was recorded") @Nullable
            Instant startsAt,

            @Schema(description = "SHA-256 of the bytes that are signed, base64url")
            String digest,

            @Schema(description = "who has to sign it, and who has")
            List<Signature> signatures,

            @Schema(description = "the text, as a draft is sent")
            Map<String, Object> content) {
        static Version of(AgreementEdition edition) {
            VersionHead version = edition.version();
            return new Version(
                    version.number(),
                    edition.agreement().state(version, edition.asOf()),
                    version.draftedBy().value(),
                    version.startsAt(),
                    edition.digest().base64Url(),
                    edition.agreement().kind() == AgreementKind.COURT_ORDER ? List.of() : Signature.of(version),
                    Plain.of(edition.text().draft()));
        }
    }

    /** Where a party stands with its signature. */
    public enum SignatureState {
        MISSING,
        /** Recorded on paper, and not confirmed yet. */
        RECORDED,
        SIGNED
    }

    /** A party that has to sign, and whether it has. */
    @Schema(name = "AgreementSignature")
    public record Signature(String party, SignatureState state) {
        static List<Signature> of(VersionHead version) {
            return version.signers().stream()
                    .map(party -> new Signature(party.value(), state(version, party)))
                    .sorted((a, b) -> a.party().compareTo(b.party()))
                    .toList();
        }

        private static SignatureState state(VersionHead version, PartyId party) {
            if (version.signed().contains(party)) {
                return SignatureState.SIGNED;
            }
            return version.onPaper().containsKey(party) ? SignatureState.RECORDED : SignatureState.MISSING;
        }
    }

    /** A line of a list. */
    @Schema(name = "AgreementSummary")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String id,
            AgreementKind kind,
            VersionState state,
            int version,

            @Schema(description = "absent while the agreement's key cannot be used") @Nullable
            SortedMap<String, String> title,

            List<String> providers,
            List<String> recipients,
            Instant createdAt) {
        static Line of(AgreementSummary summary) {
            VersionHead shown = summary.shown();
            return new Line(
                    summary.agreement().id().value(),
                    summary.agreement().kind(),
                    summary.agreement().state(summary.asOf()),
                    shown.number(),
                    summary.title() == null ? null : summary.title().byTag(),
                    shown.providers().stream().map(PartyId::value).sorted().toList(),
                    shown.recipients().stream().map(PartyId::value).sorted().toList(),
                    summary.agreement().createdAt());
        }
    }

    /** Something that happened. */
    @Schema(name = "AgreementEvent")
    @JsonInclude(Include.NON_NULL)
    public record Event(
            int version,
            EventKind event,
            @Schema(description = "who acted") String by,

            @Schema(description = "whose signature it is") @Nullable
            String party,

            Map<String, Object> details,

            @Schema(description = "SHA-256 of the custody statement, base64url")
            String statement,

            Instant at) {
        static Event of(AgreementEvent event) {
            PartyId party = event.party();
            return new Event(
                    event.version(),
                    event.kind(),
                    event.actingParty().value(),
                    party == null ? null : party.value(),
                    Plain.of(event.details()),
                    event.statement().base64Url(),
                    event.recordedAt());
        }
    }

    /** How two versions differ. */
    @Schema(name = "AgreementComparison")
    public record Differences(int from, int to, List<Difference> members, List<Difference> clauses) {
        static Differences of(int from, int to, Comparison comparison) {
            return new Differences(
                    from,
                    to,
                    comparison.members().stream().map(Difference::of).toList(),
                    comparison.clauses().stream().map(Difference::of).toList());
        }
    }

    /** One difference. */
    @Schema(name = "AgreementDifference")
    @JsonInclude(Include.NON_NULL)
    public record Difference(
            @Schema(description = "the member of the text, or the clause's id")
            String name,

            Comparison.Change change,
            @Nullable Object before,
            @Nullable Object after) {
        static Difference of(Comparison.Difference difference) {
            return new Difference(
                    difference.name(),
                    difference.change(),
                    Plain.of(difference.before()),
                    Plain.of(difference.after()));
        }
    }
}
