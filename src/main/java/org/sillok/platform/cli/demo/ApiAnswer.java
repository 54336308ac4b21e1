package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import org.sillok.kernel.Bytes;

/** One answer of the service. {@code request} is method and path, for messages. */
record ApiAnswer(String request, int status, HttpHeaders headers, Bytes body) {
    /** This answer if its status is one of {@code statuses}; else a failure that repeats the problem's own words. */
    ApiAnswer expect(int... statuses) throws DemoFailure {
        if (Arrays.stream(statuses).anyMatch(s -> s == status)) {
            return this;
        }
        throw new DemoFailure(request + " answered " + status + problem());
    }

    JsonNode json() throws DemoFailure {
        return Json.parse(body.toArray(), "The answer to " + request);
    }

    /** The last segment of the problem's {@code type}, for example {@code not-found}; empty if this is no problem. */
    String problemSlug() {
        try {
            String type = json().path("type").asText("");
            return type.substring(type.lastIndexOf('/') + 1);
        } catch (DemoFailure e) {
            return "";
        }
    }

    private String problem() {
        try {
            JsonNode problem = json();
            String text = problem.path("title").asText("") + " "
                    + problem.path("detail").asText("");
            String incident = problem.path("incident").asText("");
            return text.isBlank() ? "" : ": " + (text + (incident.isEmpty() ? "" : " [" + incident + "]")).strip();
        } catch (DemoFailure e) {
            return "";
        }
    }
}
