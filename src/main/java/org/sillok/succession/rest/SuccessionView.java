package org.sillok.succession.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.succession.SeenSuccession;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.core.Text;
import org.sillok.web.ETags;

/** A succession as the API shows it. */
@Schema(name = "Succession")
@JsonInclude(Include.NON_NULL)
public record SuccessionView(
        @Schema(examples = "suc_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        @Schema(description = "whose holdings they are") String party,
        String successor,

        @Schema(description = "the successor's key for which the package is encrypted")
        String key,

        @Schema(description = "SHA-256 of its certificate, base64url")
        String certificate,

        SuccessionState state,
        String reason,
        @Nullable String rejection,
        Step proposed,

        @Schema(description = "by whom of the organisation, and with which of its keys") @Nullable
        Signed agreed,

        @Nullable Step confirmed,

        @Schema(description = "who recorded that the successor accepted, and the successor's signature") @Nullable
        Signed accepted,

        @Nullable Step rejected,
        @Nullable String job,
        @Nullable Packed packed,

        @Schema(description = "when all records said so") @Nullable
        Instant handedOverAt,

        @Schema(description = "digest of the statement about the whole, base64url") @Nullable
        String statement) {
    /** Who did something, and when. */
    @Schema(name = "SuccessionStep")
    public record Step(Instant at, String by) {
        static @Nullable Step of(SeenSuccession.@Nullable Step step) {
            return step == null ? null : new Step(step.at(), step.by().value());
        }
    }

    /** The same, with a signature. */
    @Schema(name = "SuccessionSigned")
    public record Signed(
            Instant at,
            String by,
            String key,
            @Schema(description = "base64 of the DER") String signature) {
        static @Nullable Signed of(SeenSuccession.@Nullable Signed signed) {
            return signed == null
                    ? null
                    : new Signed(
                            signed.step().at(),
                            signed.step().by().value(),
                            signed.key().value(),
                            Base64.getEncoder()
                                    .encodeToString(signed.signature().toArray()));
        }
    }

    /** What was written. */
    @Schema(name = "SuccessionPacked")
    public record Packed(
            @Schema(description = "how many items go") int items,

            @Schema(description = "how many stay; the first 1,000 are listed to custodians and auditors")
            int withheld,

            List<Withheld> withheldItems,

            @Schema(description = "SHA-256 of tagmanifest-sha512.txt of the archive of the holdings, base64url")
            String holdings,

            @Schema(description = "the same of the archive about sources")
            String protectedPart,

            Instant at) {
        static @Nullable Packed of(SeenSuccession.@Nullable Packed packed) {
            return packed == null
                    ? null
                    : new Packed(
                            packed.items(),
                            packed.withheldItems(),
                            packed.withheld().stream()
                                    .map(one -> new Withheld(one.item(), one.reason()))
                                    .toList(),
                            packed.holdings().base64Url(),
                            packed.protectedPart().base64Url(),
                            packed.at());
        }
    }

    /** An item that stays, and why. */
    @Schema(name = "SuccessionWithheld")
    public record Withheld(String item, String reason) {}

    static SuccessionView of(SeenSuccession one) {
        Text rejection = one.rejection();
        Digest statement = one.statement();
        SeenSuccession.Step proposed = one.proposed();
        return new SuccessionView(
                one.id().value(),
                one.owner().value(),
                one.successor().value(),
                one.key().value(),
                one.certificate().base64Url(),
                one.state(),
                one.reason().text(),
                rejection == null ? null : rejection.text(),
                new Step(proposed.at(), proposed.by().value()),
                Signed.of(one.agreed()),
                Step.of(one.confirmed()),
                Signed.of(one.accepted()),
                Step.of(one.rejected()),
                one.job(),
                Packed.of(one.packed()),
                one.handedOverAt(),
                statement == null ? null : statement.base64Url());
    }

    /** Changes with everything that a second person has to know before confirming. */
    String etag() {
        Packed written = packed;
        return ETags.of(id, state.name(), written == null ? "" : written.holdings());
    }

    @Override
    public String toString() {
        return "SuccessionView[" + id + "]";
    }
}
