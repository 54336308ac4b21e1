package org.sillok.identities.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identities.core.ContactKind;
import org.sillok.identities.core.Identity;
import org.sillok.kernel.Edtf;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;

/** Who a source is, as it is sent and as an opening shows it. Its text form shows nothing of it. */
@Schema(name = "Identity", description = "At least a name, a contact or notes")
@JsonInclude(Include.NON_NULL)
public record IdentityBody(
        @Schema(description = "The same or other names, exactly as written", maxItems = Identity.MAX_ENTRIES) @Nullable
        List<NameBody> names,

        @Schema(description = "EDTF", examples = "1971-05~") @Nullable
        String birth,

        @Schema(maxItems = Identity.MAX_ENTRIES) @Nullable List<ContactBody> contacts,
        @Schema(maxItems = Identity.MAX_ENTRIES) @Nullable List<RelativeBody> relatives,

        @Schema(maxLength = Identity.MAX_NOTES_LENGTH) @Nullable
        String notes) {

    /** A name in one script. */
    @Schema(name = "IdentityName")
    public record NameBody(
            @Schema(required = true, maxLength = Identity.MAX_NAME_LENGTH) @Nullable
            String text,

            @Schema(required = true, description = "BCP 47, with the script where it matters", examples = "ko-Hang")
            @Nullable
            String language) {
        @Override
        public String toString() {
            return "NameBody";
        }
    }

    /** A way to reach somebody. */
    @Schema(name = "IdentityContact")
    public record ContactBody(
            @Schema(required = true) @Nullable ContactKind kind,

            @Schema(required = true, maxLength = Identity.MAX_CONTACT_LENGTH) @Nullable
            String value) {
        @Override
        public String toString() {
            return "ContactBody";
        }
    }

    /** Somebody near to the person. */
    @Schema(name = "IdentityRelative")
    @JsonInclude(Include.NON_NULL)
    public record RelativeBody(
            @Schema(required = true, maxLength = Identity.MAX_NAME_LENGTH) @Nullable
            String name,

            @Schema(required = true, maxLength = Identity.MAX_NAME_LENGTH) @Nullable
            String relation,

            @Schema(maxLength = Identity.MAX_CONTACT_LENGTH) @Nullable
            String contact) {
        @Override
        public String toString() {
            return "RelativeBody";
        }
    }

    static IdentityBody of(Identity identity) {
        Edtf birth = identity.birth();
        return new IdentityBody(
                identity.names().stream()
                        .map(name -> new NameBody(name.text(), name.language().value()))
                        .toList(),
                birth == null ? null : birth.toString(),
                identity.contacts().stream()
                        .map(contact -> new ContactBody(contact.kind(), contact.value()))
                        .toList(),
                identity.relatives().stream()
                        .map(relative -> new RelativeBody(relative.name(), relative.relation(), relative.contact()))
                        .toList(),
                identity.notes());
    }

    Identity toIdentity() {
        List<Identity.Name> given = entries(
                "names",
                names,
                (at, name) -> new Identity.Name(
                        Fields.text(at + "/text", name.text(), Identity.MAX_NAME_LENGTH),
                        Fields.language(at + "/language", name.language())));
        List<Identity.Contact> reachable = entries(
                "contacts",
                contacts,
                (at, contact) -> new Identity.Contact(
                        Fields.required(at + "/kind", contact.kind()),
                        Fields.text(at + "/value", contact.value(), Identity.MAX_CONTACT_LENGTH)));
        List<Identity.Relative> near = entries(
                "relatives",
                relatives,
                (at, relative) -> new Identity.Relative(
                        Fields.text(at + "/name", relative.name(), Identity.MAX_NAME_LENGTH),
                        Fields.text(at + "/relation", relative.relation(), Identity.MAX_NAME_LENGTH),
                        relative.contact() == null
                                ? null
                                : Fields.text(at + "/contact", relative.contact(), Identity.MAX_CONTACT_LENGTH)));
        String free = notes == null ? null : Fields.text("notes", notes, Identity.MAX_NOTES_LENGTH);
        if (given.isEmpty() && reachable.isEmpty() && free == null) {
            throw new ProblemException(Refusal.at(
                    ProblemCode.INVALID_FIELD, "/names", "An identity has at least a name, a contact or notes."));
        }
        return new Identity(given, birth == null ? null : Fields.edtf("birth", birth), reachable, near, free);
    }

    private static <S, T> List<T> entries(String name, @Nullable List<S> sent, BiFunction<String, S, T> entry) {
        if (sent == null) {
            return List.of();
        }
        List<S> items = Fields.list(name, sent, 0, Identity.MAX_ENTRIES);
        return IntStream.range(0, items.size())
                .mapToObj(i -> entry.apply(name + "/" + i, items.get(i)))
                .toList();
    }

    @Override
    public String toString() {
        return "IdentityBody";
    }
}
