package org.sillok.identities.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.identities.IdentityStatus;
import org.sillok.kernel.UserId;
import org.sillok.web.ETags;

/** Whether an identity is recorded; nothing of what it says. */
@Schema(name = "IdentityStatus")
@JsonInclude(Include.NON_NULL)
public record IdentityStatusView(
        @Schema(examples = "src_mzxw6ytboi4tcnrvgq3tknbqga") String source,
        boolean recorded,

        @Schema(description = "How often it was recorded") int version,

        @Nullable Instant recordedAt,
        @Nullable String recordedBy) {
    static IdentityStatusView of(IdentityStatus status) {
        UserId by = status.recordedBy();
        return new IdentityStatusView(
                status.source().value(),
                status.version() > 0,
                status.version(),
                status.recordedAt(),
                by == null ? null : by.value());
    }

    String etag() {
        return ETags.of(source, Integer.toString(version));
    }
}
