package org.sillok.withdrawal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;
import org.sillok.withdrawal.core.Subject;

/** What is taken back. */
@Schema(
        name = "WithdrawalSubject",
        description = "Exactly one of them: a consent, an item, or everything from a source")
@JsonInclude(Include.NON_NULL)
public record SubjectBody(
        @Schema(examples = "con_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String consent,

        @Schema(examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String item,

        @Schema(examples = "src_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String source) {
    static Subject read(@Nullable SubjectBody body) {
        SubjectBody sent = Fields.required("subject", body);
        List<Subject> named = new ArrayList<>();
        add(named, Subject.Kind.CONSENT, "subject/consent", sent.consent());
        add(named, Subject.Kind.ITEM, "subject/item", sent.item());
        add(named, Subject.Kind.SOURCE, "subject/source", sent.source());
        if (named.size() != 1) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/subject", "Exactly one of consent, item and source."));
        }
        return named.get(0);
    }

    static SubjectBody of(Subject subject) {
        return new SubjectBody(
                subject.kind() == Subject.Kind.CONSENT ? subject.id() : null,
                subject.kind() == Subject.Kind.ITEM ? subject.id() : null,
                subject.kind() == Subject.Kind.SOURCE ? subject.id() : null);
    }

    private static void add(List<Subject> named, Subject.Kind kind, String field, @Nullable String id) {
        if (id != null) {
            named.add(Fields.parsed(
                    field, id, text -> new Subject(kind, text), ProblemCode.INVALID_FIELD, "Not an id of that kind."));
        }
    }
}
