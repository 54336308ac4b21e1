package org.sillok.agreement.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.TerminationEffect;
import org.sillok.terms.AgreementKind;

/** Describes a draft as it is sent. It is read strictly by {@link org.sillok.agreement.core.DraftReader} and not through this type. */
@Schema(name = "AgreementDraft")
record DraftSchema(
        @Schema(required = true) AgreementKind kind,

        @Schema(required = true, description = "who hands over: ids of parties, at most 50")
        List<String> providers,

        @Schema(required = true, description = "who receives; may be empty for a court order only")
        List<String> recipients,

        @Schema(description = "the protocol or memorandum under which it is made") @Nullable
        String umbrella,

        @Schema(description = "exactly for a CASE_UNDERTAKING: its case") @Nullable
        String caseRef,

        @Schema(required = true, description = "language tag to text")
        Map<String, String> title,

        @Schema(required = true) Map<String, String> intention,
        @Schema(required = true) Map<String, String> confidentiality,
        @Schema(required = true) Map<String, String> conditionsForSharing,

        @Schema(required = true, description = "how the conditional consent of source and NGO is respected")
        Map<String, String> conditionalConsent,

        @Schema(required = true) Map<String, String> procedureForProvision,
        @Schema(required = true) Map<String, String> handlingByRecipient,

        @Schema(description = "by default from the last signature on; never before it") @Nullable
        Instant effectiveFrom,

        @Schema(description = "by default until it is terminated") @Nullable
        Instant effectiveUntil,

        @Schema(minimum = "1", maximum = "36525") @Nullable Integer reviewPeriodDays,
        @Schema(minimum = "1", maximum = "36525") @Nullable Integer recallDeadlineDays,
        @Schema(required = true) TerminationEffect onTermination,
        @Schema(defaultValue = "true") @Nullable Boolean prohibitionsSurvive,

        @Schema(description = "an item of yours that holds a signed text")
        SignatureBody.@Nullable DocumentBody signedDocument,

        @Schema(description = "at most 500; see docs/consent.md and the vocabulary")
        List<Map<String, Object>> clauses) {}
