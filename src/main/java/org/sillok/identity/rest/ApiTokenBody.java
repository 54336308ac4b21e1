package org.sillok.identity.rest;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.NewApiToken;
import org.sillok.identity.NewUser;
import org.sillok.identity.Role;
import org.sillok.identity.core.ApiTokenAccess;
import org.sillok.identity.core.TokenLifetime;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is sent to make an API token. */
@Schema(name = "NewApiToken")
public record ApiTokenBody(
        @Schema(
                required = true,
                description = "A user that was made here for the program",
                examples = "usr_mzxw6ytboi4tcnrvgq3tknbqga")
        @Nullable
        String user,

        @Schema(required = true, description = "Some or all of the user's roles; never CUSTODIAN") @Nullable
        List<Role> roles,

        @Schema(required = true) @Nullable ApiTokenAccess access,

        @Schema(
                required = true,
                maxLength = NewUser.MAX_LABEL_LENGTH,
                description = "What it is for, and where; kept encrypted")
        @Nullable
        String label,

        @Schema(required = true, description = "ISO 8601 duration, PT1M to P90D", examples = "P30D") @Nullable
        String validFor) {
    NewApiToken toNewApiToken() {
        return new NewApiToken(
                Fields.required("user", user),
                Set.copyOf(Fields.list("roles", roles, 1, Role.values().length)),
                Fields.required("access", access),
                Fields.text("label", label, NewUser.MAX_LABEL_LENGTH),
                Fields.parsed(
                        "validFor",
                        Fields.duration("validFor", validFor),
                        TokenLifetime::new,
                        ProblemCode.INVALID_FIELD,
                        "Must be from PT1M to P90D."));
    }
}
