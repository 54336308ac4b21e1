package org.sillok.consent.rest;

import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewNotice;
import org.sillok.consent.core.NoticeContent;
import org.sillok.consent.core.NoticeMedium;
import org.sillok.consent.core.NoticePoint;
import org.sillok.kernel.LanguageTag;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;

/** What is sent to record a notice. */
@Schema(name = "NewNotice", description = "What is explained to sources before they are asked")
public record NoticeBody(
        @Schema(required = true, description = "BCP 47") @Nullable
        String language,

        @Schema(required = true) @Nullable NoticeMedium medium,

        @Schema(required = true, description = "What it explains") @Nullable
        List<NoticePoint> points,

        @Schema(description = "Its text, sealed; this or document") @Nullable
        String text,

        @Schema(description = "What was deposited; this or text") @Nullable
        EvidenceBody document) {
    private static final int TEXT = 100_000;

    NewNotice read() {
        LanguageTag tag = Fields.language("language", language);
        if ((text == null) == (document == null)) {
            throw new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, "/text", "One of text and document."));
        }
        return new NewNotice(new NoticeContent(
                tag,
                Fields.required("medium", medium),
                new HashSet<>(Fields.list("points", points, 1, NoticePoint.values().length)),
                text == null ? null : Fields.text("text", text, TEXT),
                EvidenceBody.read("document", document)));
    }
}
