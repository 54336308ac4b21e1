package org.sillok.archfixture.custody;

import jakarta.ws.rs.core.Response;

public interface UsesHttp {
    Response response();
}
