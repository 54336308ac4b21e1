package org.sillok.identity.rest;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.NewUser;
import org.sillok.identity.Role;
import org.sillok.web.Fields;

/** What is sent to create a user. */
@Schema(name = "NewUser", description = "A person or program that will act for an organisation")
public record UserBody(
        @Schema(required = true) @Nullable List<Role> roles,

        @Schema(
                description = "A note that tells users apart, such as an office or a device; kept encrypted",
                maxLength = NewUser.MAX_LABEL_LENGTH)
        @Nullable
        String label) {
    NewUser toNewUser() {
        return new NewUser(
                Set.copyOf(Fields.list("roles", roles, 1, Role.values().length)),
                label == null ? null : Fields.text("label", label, NewUser.MAX_LABEL_LENGTH));
    }
}
