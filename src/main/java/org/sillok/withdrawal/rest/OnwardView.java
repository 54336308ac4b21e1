package org.sillok.withdrawal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Purpose;
import org.sillok.withdrawal.OnwardTransfer;

/** A report that something was passed on. */
@Schema(name = "OnwardTransfer")
@JsonInclude(Include.NON_NULL)
public record OnwardView(
        @Schema(examples = "onw_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        String bundle,
        @Schema(description = "Who passed it on") String by,
        OnwardBody.Receiver recipient,
        List<Purpose> purposes,
        String at,

        @Schema(
                description =
                        "Numbers of items in the bundle; absent for all of them, and for those who do not know the"
                                + " numbers")
        @Nullable
        List<Integer> items,

        String recordedAt) {
    static OnwardView of(OnwardTransfer transfer) {
        PartyId party = transfer.party();
        return new OnwardView(
                transfer.id().value(),
                transfer.bundle().value(),
                transfer.by().value(),
                new OnwardBody.Receiver(party == null ? null : party.value(), transfer.name()),
                transfer.purposes().stream().sorted().toList(),
                Timestamps.format(transfer.at()),
                transfer.numbers().isEmpty() ? null : transfer.numbers(),
                Timestamps.format(transfer.recordedAt()));
    }
}
