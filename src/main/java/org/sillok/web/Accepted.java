package org.sillok.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The job to follow, of work that goes on after the answer. */
@Schema(name = "AcceptedJob")
public record Accepted(
        @Schema(examples = "job_mzxw6ytboi4tcnrvgq3tknbqga") String id) {}
