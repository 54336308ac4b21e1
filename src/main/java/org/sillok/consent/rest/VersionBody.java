package org.sillok.consent.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewConsentVersion;
import org.sillok.consent.core.Ability;
import org.sillok.consent.core.Assessment;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentMethod;
import org.sillok.consent.core.ConsentType;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Minority;
import org.sillok.consent.core.NoticeId;
import org.sillok.consent.core.Verification;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.Clause;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.Scope;
import org.sillok.terms.TermException;
import org.sillok.terms.TermReader;
import org.sillok.terms.Window;
import org.sillok.web.Fields;

/** What a version of a consent says. */
@Schema(name = "NewConsentVersion", description = "What was asked or said")
public record VersionBody(
        @Schema(description = "What had been explained") @Nullable
        Notice notice,

        @Schema(required = true) @Nullable ConsentType type,

        @Schema(required = true) @Nullable ExpressedBy expressedBy,

        @Schema(description = "In which capacity somebody else spoke; required unless SELF; sealed") @Nullable
        String capacity,

        @Schema(description = "Required if consent is given") @Nullable
        ConsentMethod method,

        @Schema(description = "The form, recording or print, deposited as an item of its own") @Nullable
        EvidenceBody form,

        @Schema(description = "BCP 47; required if consent is given") @Nullable
        String language,

        @Schema(description = "EDTF, as precisely as is known; required if consent is given", examples = "2023-11~")
        @Nullable
        String givenAt,

        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Instant reviewBy,

        @Schema(implementation = Object[].class, description = "At most 500 clauses of the vocabulary") @Nullable
        List<JsonNode> terms,

        @Schema(description = "The outer limit of what the clauses permit; all if absent") @Nullable
        Data scope,

        @Schema(description = "Whether the person could decide") @Nullable
        Capacity assessment,

        @Schema(description = "Who made sure of it") @Nullable
        Check verification,

        @Schema(description = "Only for a person who was a minor") @Nullable
        Minor minority,

        @Schema(description = "Sealed") @Nullable String note) {
    private static final int TEXT = 4_000;
    private static final int NAME = 200;

    /** A version of a notice. */
    @Schema(name = "NoticeReference")
    public record Notice(
            @Schema(required = true) @Nullable String id,
            @Schema(required = true) @Nullable Integer version) {}

    /** Which data it is about. */
    @Schema(name = "DataScope")
    public record Data(
            @Schema(required = true) @Nullable List<Part> parts,
            @Schema(required = true) @Nullable Lineage lineage) {}

    /** Whether the person could decide, and how that was assessed. */
    @Schema(name = "CapacityAssessment")
    public record Capacity(
            @Schema(required = true) @Nullable Ability ability,
            @Nullable String how,
            @Nullable Instant at) {}

    /** Who verified the consent, when and how. */
    @Schema(name = "ConsentVerification")
    public record Check(
            @Schema(required = true) @Nullable String by,
            @Schema(required = true) @Nullable Instant at,
            @Schema(required = true) @Nullable String how) {}

    /** When a minor comes of age. */
    @Schema(name = "Minority")
    public record Minor(
            @Schema(description = "Absent if not known") @Nullable
            Instant majorityAt) {}

    /** The version, which stands at the member {@code version} of the body. */
    NewConsentVersion read() {
        NoticeId noticeId = notice == null
                ? null
                : Fields.parsed(
                        "version/notice/id",
                        Fields.required("version/notice/id", notice.id()),
                        NoticeId::new,
                        ProblemCode.INVALID_FIELD,
                        "Not the id of a notice.");
        int noticeVersion = notice == null ? 0 : Fields.required("version/notice/version", notice.version());
        return new NewConsentVersion(content(), noticeId, noticeVersion);
    }

    private ConsentContent content() {
        return new ConsentContent(
                null,
                Fields.required("version/type", type),
                Fields.required("version/expressedBy", expressedBy),
                text("capacity", capacity, TEXT),
                method,
                EvidenceBody.read("version/form", form),
                language == null ? null : Fields.language("version/language", language),
                givenAt == null ? null : Fields.edtf("version/givenAt", givenAt),
                Fields.parsed(
                        "version/validUntil",
                        this,
                        body -> new Window(body.validFrom(), body.validUntil()),
                        ProblemCode.INVALID_FIELD,
                        "It ends before or when it begins."),
                reviewBy,
                terms == null ? List.of() : clauses(terms),
                scope == null ? Scope.EVERYTHING : scope(scope),
                assessment == null ? null : assessment(assessment),
                verification == null ? null : verification(verification),
                minority == null ? null : new Minority(minority.majorityAt()),
                text("note", note, TEXT));
    }

    private static @Nullable String text(String name, @Nullable String text, int most) {
        return text == null ? null : Fields.text("version/" + name, text, most);
    }

    private static List<Clause> clauses(List<JsonNode> terms) {
        if (terms.size() > ConsentContent.MAX_TERMS) {
            throw invalid("/version/terms", "At most " + ConsentContent.MAX_TERMS + " clauses.");
        }
        List<Clause> clauses = new ArrayList<>();
        for (JsonNode term : terms) {
            String path = "/version/terms/" + clauses.size();
            try {
                clauses.add(TermReader.read(TermJson.of(term), path));
            } catch (TermException e) {
                throw invalid(e.path(), String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                throw invalid(path, "A text or a number in it has no well-formed value.");
            }
        }
        return clauses;
    }

    private static Scope scope(Data scope) {
        return new Scope(
                new HashSet<>(Fields.list("version/scope/parts", scope.parts(), 1, Part.values().length)),
                Fields.required("version/scope/lineage", scope.lineage()));
    }

    private static Assessment assessment(Capacity capacity) {
        return new Assessment(
                Fields.required("version/assessment/ability", capacity.ability()),
                text("assessment/how", capacity.how(), TEXT),
                capacity.at());
    }

    private static Verification verification(Check check) {
        return new Verification(
                Fields.text("version/verification/by", check.by(), NAME),
                Fields.required("version/verification/at", check.at()),
                Fields.text("version/verification/how", check.how(), TEXT));
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
