package org.sillok.review.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Field;
import org.sillok.review.SeenAccess;

/** One access as it is shown. */
@Schema(name = "Access", description = "What a statement of an access stream says; it is proved by the statement alone")
@JsonInclude(Include.NON_NULL)
public record AccessView(
        Instant at,

        @Schema(description = "VIEWED, LISTED, SEARCHED, DOWNLOADED, DENIED, ADMINISTERED or IDENTITY_OPENED") @Nullable
        String event,

        @Schema(examples = "usr_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String user,

        @Schema(description = "The id of what it was about") @Nullable
        String about,

        @Nullable Long version,
        @Nullable String request,
        @Nullable String purpose,

        @Schema(description = "What was done or attempted, as a fixed word") @Nullable
        String basis,

        @Nullable String outcome,

        @Schema(description = "How much a list or a search showed") @Nullable
        Long results,

        @Schema(description = "The stream and the number in it, by which the statement is found in the log")
        String stream,

        long seq,

        @Schema(description = "SHA-256 of the statement's bytes, in hexadecimal digits")
        String digest,

        @Schema(description = "false: its key is gone or it is damaged; an audit says which")
        boolean readable) {
    static AccessView of(SeenAccess access) {
        return new AccessView(
                access.at(),
                access.text(Field.TYPE),
                access.text(Field.ACTOR),
                access.about(),
                access.number(Field.VERSION),
                access.text(Field.REQUEST),
                access.text(Field.PURPOSE),
                access.text(Field.BASIS),
                access.text(Field.OUTCOME),
                access.number(Field.RESULTS),
                access.stream(),
                access.seq(),
                HexFormat.of().formatHex(access.digest().toArray()),
                access.isReadable());
    }
}
