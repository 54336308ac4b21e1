package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Role;
import org.sillok.web.CallerProvider;
import org.sillok.web.Query;

/** What the token says and what it is worth here. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users")
public class MeResource {
    /** The caller. */
    @Schema(name = "Me")
    public record View(
            @Schema(examples = "usr_mzxw6ytboi4tcnrvgq3tknbqga")
            String user,

            List<Role> roles,
            PartyView party) {}

    private final Parties parties;
    private final CallerProvider callers;

    MeResource(Parties parties, CallerProvider callers) {
        this.parties = parties;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Show the caller",
            description = "The user and the organisation of the token, and those of its roles that count here.")
    @APIResponse(responseCode = "200", description = "The caller")
    public View me(@Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        return new View(
                caller.user().value(),
                caller.roles().stream().sorted().toList(),
                PartyView.of(parties.shown(caller.party())));
    }
}
