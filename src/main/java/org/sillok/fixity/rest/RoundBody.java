package org.sillok.fixity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be sent to begin a round: nothing yet. */
@Schema(name = "NewFixityRound", description = "A round of fixity; an empty object")
public record RoundBody() {}
