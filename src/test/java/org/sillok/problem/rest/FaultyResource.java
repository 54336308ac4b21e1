package org.sillok.problem.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.sillok.storage.StorageFullException;

/** Fails in the ways that are hard to provoke. Lies under a public path, and is part of the tests only. */
@Path("/problems")
@PermitAll
public class FaultyResource {
    @GET
    @Path("/fault")
    @Operation(hidden = true)
    public String fault() {
        throw new IllegalStateException("org.sillok.Secret of Kim Example", new IllegalArgumentException("Kim"));
    }

    @GET
    @Path("/database")
    @Operation(hidden = true)
    public String database(@QueryParam("state") String state) {
        throw new IllegalStateException(new SQLException("connection of Kim", state));
    }

    @GET
    @Path("/storage")
    @Operation(hidden = true)
    public String storage() {
        throw new IllegalStateException(new StorageFullException(new java.io.IOException()));
    }
}
