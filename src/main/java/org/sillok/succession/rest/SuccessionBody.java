package org.sillok.succession.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.problem.ProblemCode;
import org.sillok.succession.NewSuccession;
import org.sillok.succession.core.Text;
import org.sillok.web.Fields;

/** Whose holdings are to go to whom. */
@Schema(name = "NewSuccession")
public record SuccessionBody(
        @Schema(required = true, description = "pty_…: whose holdings they are") @Nullable
        String party,

        @Schema(required = true, description = "pty_…: the repository that takes them over") @Nullable
        String successor,

        @Schema(description = "key_…: which of its keys for encryption; by default its newest that counts") @Nullable
        String key,

        @Schema(required = true, maxLength = Text.MAX_LENGTH, description = "why; it is kept") @Nullable
        String reason) {
    private static final int LONGEST_ID = 40;

    NewSuccession toNewSuccession() {
        return new NewSuccession(
                party("party", party),
                party("successor", successor),
                key == null
                        ? null
                        : Fields.parsed(
                                "key", key, PartyKeyId::new, ProblemCode.INVALID_FIELD, "Not the identifier of a key."),
                new Text(Fields.text("reason", reason, Text.MAX_LENGTH)));
    }

    private static PartyId party(String name, @Nullable String id) {
        return Fields.parsed(
                name,
                Fields.text(name, id, LONGEST_ID),
                PartyId::new,
                ProblemCode.INVALID_FIELD,
                "Not the identifier of an organisation.");
    }

    @Override
    public String toString() {
        return "SuccessionBody";
    }
}
