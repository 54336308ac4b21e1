package org.sillok.agreement.rest;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.PaperSignature;
import org.sillok.agreement.core.SignedDocument;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;

/** A signature: either one made with a registered key, or where one on paper is. */
@Schema(name = "AgreementSigning")
public record SignatureBody(
        @Schema(
                description =
                        "base64 of a DER signature, ECDSA P-256 over SHA-256, over the bytes of the version's text")
        @Nullable
        String signature,

        @Schema(description = "an item of your organisation that holds the signed paper") @Nullable
        DocumentBody document,

        @Schema(description = "the day on the paper, for example 2026-01-31") @Nullable
        String signedOn,

        @Schema(description = "who signed; kept sealed") @Nullable
        List<String> signatories) {
    private static final int MOST = 20;
    private static final int NAME = 300;
    private static final int LONGEST_SIGNATURE = 200;

    /** A version of an item. */
    @Schema(name = "AgreementDocument")
    public record DocumentBody(
            @Nullable String item, @Nullable Integer version) {}

    boolean isPaper() {
        if ((signature == null) == (document == null)) {
            throw invalid("/signature", "Either a signature or a document.");
        }
        if (signature != null && (signedOn != null || signatories != null)) {
            throw invalid("/signedOn", "Only a signature on paper has a day and signatories.");
        }
        return document != null;
    }

    Bytes key() {
        String text = Fields.text("signature", signature, LONGEST_SIGNATURE);
        return Fields.parsed(
                "signature",
                text,
                base64 -> Bytes.of(Base64.getDecoder().decode(base64)),
                ProblemCode.INVALID_FIELD,
                "Not base64.");
    }

    PaperSignature paper() {
        DocumentBody where = Fields.required("document", document);
        ItemId item = Fields.parsed(
                "document/item",
                Fields.required("document/item", where.item()),
                ItemId::new,
                ProblemCode.INVALID_FIELD,
                "Not the id of an item.");
        SignedDocument signed = Fields.parsed(
                "document/version",
                Fields.required("document/version", where.version()),
                version -> new SignedDocument(item, version),
                ProblemCode.INVALID_FIELD,
                "A whole number from 1.");
        List<String> names = Fields.list("signatories", signatories, 1, MOST);
        for (int i = 0; i < names.size(); i++) {
            Fields.text("signatories/" + i, names.get(i), NAME);
        }
        return new PaperSignature(signed, day(), names);
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(Fields.required("signedOn", signedOn));
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_DATE, "/signedOn", "Not a day such as 2026-01-31."));
        }
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }

    /** Names stay out of logs. */
    @Override
    public String toString() {
        return "SignatureBody";
    }
}
