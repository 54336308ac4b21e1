package org.sillok.fact.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.NewFact;
import org.sillok.fact.core.Document;
import org.sillok.fact.core.FactDetails;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.CaseRef;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;
import org.sillok.web.Fields;

/** What is sent to record a fact. */
@Schema(name = "NewFact", description = "A judgement about an organisation or a state, that somebody made")
public record FactBody(
        @Schema(required = true) @Nullable SubjectBody subject,
        @Schema(required = true) @Nullable FactType type,
        @Schema(required = true) @Nullable Boolean value,

        @Schema(description = "The case to which it is limited, exactly as requests name it; absent: for all cases")
        @Nullable
        String caseRef,

        @Schema(description = "From when it is valid; absent: from now") @Nullable
        Instant validFrom,

        @Schema(required = true, description = "Until just before when it is valid: judgements expire") @Nullable
        Instant validUntil,

        @Schema(required = true, description = "Who judged", maxLength = FactDetails.MAX_NAME_LENGTH) @Nullable
        String assertedBy,

        @Schema(required = true, description = "When it was judged, EDTF", examples = "2026-03") @Nullable
        String assertedOn,

        @Schema(required = true, maxLength = FactDetails.MAX_REASONS_LENGTH) @Nullable
        String reasons,

        @Nullable DocumentBody document) {

    /** An organisation of this repository or a state: exactly one. */
    @Schema(name = "FactSubject")
    @JsonInclude(Include.NON_NULL)
    public record SubjectBody(
            @Schema(examples = "pty_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
            String party,

            @Schema(description = "ISO 3166-1 alpha-2", examples = "KP") @Nullable
            String state) {
        Subject toSubject() {
            if ((party == null) == (state == null)) {
                throw new ProblemException(Refusal.at(
                        ProblemCode.INVALID_FIELD, "/subject", "Either an organisation or a state, and not both."));
            }
            return party != null
                    ? new Subject.OfParty(Fields.parsed(
                            "subject/party",
                            party,
                            PartyId::new,
                            ProblemCode.INVALID_FIELD,
                            "Not the identifier of an organisation."))
                    : new Subject.OfState(Fields.parsed(
                            "subject/state",
                            Fields.required("subject/state", state),
                            StateCode::assigned,
                            ProblemCode.INVALID_FIELD,
                            "Not an ISO 3166-1 alpha-2 code in capital letters."));
        }
    }

    /** A version of an item of this repository, or the digest of a document elsewhere: exactly one. */
    @Schema(name = "FactDocument")
    @JsonInclude(Include.NON_NULL)
    public record DocumentBody(
            @Schema(examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
            String item,

            @Nullable Integer version,

            @Schema(description = "SHA-256 in hexadecimal, of a document elsewhere") @Nullable
            String sha256) {
        Document toDocument() {
            if ((item == null) == (sha256 == null) || (item == null) != (version == null)) {
                throw new ProblemException(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/document",
                        "Either an item and its version, or the SHA-256 of a document elsewhere."));
            }
            if (item == null) {
                return Fields.parsed(
                        "document/sha256",
                        Fields.required("document/sha256", sha256),
                        hex -> new Document.Elsewhere(
                                Digest.sha256(HexFormat.of().parseHex(hex))),
                        ProblemCode.INVALID_FIELD,
                        "Not a SHA-256 in hexadecimal.");
            }
            ItemId id = Fields.parsed(
                    "document/item", item, ItemId::new, ProblemCode.INVALID_FIELD, "Not the identifier of an item.");
            return Fields.parsed(
                    "document/version",
                    Fields.required("document/version", version),
                    number -> new Document.OfItem(id, number),
                    ProblemCode.INVALID_FIELD,
                    "Versions count from 1.");
        }
    }

    NewFact toNewFact() {
        return new NewFact(
                Fields.required("subject", subject).toSubject(),
                Fields.required("type", type),
                Fields.required("value", value),
                validFrom,
                Fields.required("validUntil", validUntil),
                new FactDetails(
                        Fields.text("assertedBy", assertedBy, FactDetails.MAX_NAME_LENGTH),
                        Fields.edtf("assertedOn", assertedOn),
                        Fields.text("reasons", reasons, FactDetails.MAX_REASONS_LENGTH),
                        caseRef == null ? null : new CaseRef(Fields.text("caseRef", caseRef, CaseRef.MAX_LENGTH)),
                        document == null ? null : document.toDocument()));
    }
}
