package org.sillok.evidence.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.evidence.JointDepositor;
import org.sillok.evidence.core.DepositorState;

/** An organisation that was named as one that deposited an item together with its owner. */
@Schema(name = "Depositor")
public record DepositorView(
        String party,

        @Schema(description = "Only ACCEPTED counts in decisions")
        DepositorState state,

        @Schema(description = "Since when it is so") Instant recordedAt) {
    static DepositorView of(JointDepositor depositor) {
        return new DepositorView(depositor.party().value(), depositor.state(), depositor.recordedAt());
    }
}
