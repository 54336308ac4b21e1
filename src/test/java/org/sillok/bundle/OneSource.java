package org.sillok.bundle;

import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.term;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.request.RequestCast;

/** Items that rest on the consent of one person, and approved requests for them; through the public API. */
final class OneSource {
    static final List<String> ALL = List.of("METADATA", "CONTENT");

    final RequestCast cast;
    final String source;

    private final TestParties parties;
    private final String form;
    private final String consent;

    OneSource(TestParties parties) {
        this.parties = parties;
        this.cast = new RequestCast(parties);
        this.source = TestConsents.source(cast.ngo, "PERSON");
        this.form = TestConsents.item(cast.ngo);
        this.consent =
                TestConsents.given(cast.ngo, source, form, term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
    }

    /** One more item. */
    String bound() {
        String id = TestConsents.item(cast.ngo);
        TestConsents.bind(cast.ngo, id, null, consent).then().statusCode(201);
        return id;
    }

    /** Two people decided that the person may be named. */
    void mayBeNamed() {
        String path = "/api/v1/sources/" + source + "/naming";
        String proposal = cast.ngo
                .sends(Map.of(
                        "decision", "MAY_NAME", "reason", "asked for it", "evidence", TestConsents.evidence(form)))
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .path("pending[0].id");
        parties.userOf(cast.ngo.party(), Role.CONTRIBUTOR)
                .request()
                .post(path + "/proposals/" + proposal + "/confirm")
                .then()
                .statusCode(201);
    }

    String approvedRequest(List<String> parts, String... items) throws InterruptedException {
        Map<String, Object> body = new HashMap<>(cast.body(items));
        body.put("parts", parts);
        String id = cast.mechanism
                .sends(body)
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        RequestCast.awaitAssessed(cast.mechanism, id);
        cast.approved(id);
        return id;
    }
}
