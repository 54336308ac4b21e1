package org.sillok.hold.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An item of a hold. */
@Schema(name = "HeldItem")
public record HeldItemView(
        @Schema(examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") String item) {}
