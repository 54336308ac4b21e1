package org.sillok.evidence.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.RecordedStatement;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Timestamps;

/** Statements and heads as resources show them. */
final class StatementView {
    private StatementView() {}

    /** A line of the list. */
    @Schema(name = "StatementLine")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            long seq,

            @Schema(description = "SHA-256 of the statement's bytes, base64url, as the next statement names it")
            String digest,

            @Schema(description = "SHA-256 of a zero byte and the log entry, base64url")
            String leafHash,

            @Schema(description = "number in the log; absent until it has one") @Nullable
            Long index,

            String recordedAt,
            Links links) {
        static Line of(ItemId item, RecordedStatement statement) {
            String self = "/api/v1/items/" + item.value() + "/statements/" + statement.seq();
            return new Line(
                    statement.seq(),
                    statement.digest().base64Url(),
                    statement.leafHash().base64Url(),
                    statement.index(),
                    text(statement.recordedAt()),
                    new Links(self, self + ".tlog-proof", self + ".sigstore.json"));
        }
    }

    /** Where the statement and its proofs are. */
    @Schema(name = "StatementLinks")
    record Links(String statement, String tlogProof, String sigstoreBundle) {}

    private static String text(Instant instant) {
        return Timestamps.format(instant);
    }
}
