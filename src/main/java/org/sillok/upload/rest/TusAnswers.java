package org.sillok.upload.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Says on every answer which version is spoken. */
@Tus
@Provider
public class TusAnswers implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(Tus.RESUMABLE, Tus.VERSION);
        if (response.getStatus() == 412) {
            response.getHeaders().putSingle(Tus.VERSIONS, Tus.VERSION);
        }
    }
}
