package org.sillok.identity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Role;
import org.sillok.identity.User;
import org.sillok.identity.core.UserStatus;
import org.sillok.web.ETags;

/** A user as it is shown. */
@Schema(name = "User")
@JsonInclude(Include.NON_NULL)
public record UserView(
        @Schema(examples = "usr_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        @Schema(examples = "pty_mzxw6ytboi4tcnrvgq3tknbqga") String party,
        List<Role> roles,
        @Nullable String label,
        UserStatus status,
        Instant createdAt) {
    static UserView of(User user) {
        return new UserView(
                user.id().value(),
                user.party().value(),
                user.roles().stream().sorted().toList(),
                user.label(),
                user.status(),
                user.createdAt());
    }

    String etag() {
        return ETags.of(id, status.name());
    }
}
