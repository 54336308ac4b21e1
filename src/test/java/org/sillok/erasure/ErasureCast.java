package org.sillok.erasure;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;

/** An organisation with material, and a custodian; through the public API. All fictitious. */
public final class ErasureCast {
    public static final String ERASURES = "/api/v1/erasures";
    public static final String ITEMS = "/api/v1/items";

    public final Actor ngo;
    public final Actor custodian;

    public ErasureCast(TestParties parties) {
        this(parties, parties.newPartyWith(Role.CONTRIBUTOR));
    }

    public ErasureCast(TestParties parties, Actor ngo) {
        this.ngo = ngo;
        this.custodian = parties.userOf(parties.custodian().party(), Role.CUSTODIAN);
    }

    public String item() {
        return item("{\"title\":{\"en\":\"Statement\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"]}", "a.txt", "abc");
    }

    public String item(String metadata, String name, String content) {
        return posted(ngo.request(), ITEMS, metadata, name, content)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A version of {@code item} that was made from {@code parent}. */
    public Response derive(String item, String parent) {
        return posted(
                ngo.request(),
                ITEMS + "/" + item + "/versions",
                "{\"activity\":\"REDACTION\",\"parents\":[{\"item\":\"" + parent + "\",\"version\":1}]}",
                "r.txt",
                "redacted");
    }

    private static Response posted(
            RequestSpecification request, String path, String metadata, String name, String content) {
        return request.contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(metadata)
                        .file(name, content.getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post(path);
    }

    public static Map<String, Object> body(String... items) {
        return new HashMap<>(Map.of("items", List.of(items), "reason", "The source asked for it."));
    }

    public String proposed(String... items) {
        return ngo.sends(body(items))
                .post(ERASURES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public JsonPath seen(String erasure) {
        return custodian
                .request()
                .get(ERASURES + "/" + erasure)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public String etag(String erasure) {
        return custodian.request().get(ERASURES + "/" + erasure).header("ETag");
    }

    public Response confirm(Actor who, String erasure) {
        return who.request().header("If-Match", etag(erasure)).post(ERASURES + "/" + erasure + "/confirm");
    }

    /** Confirms, and waits for what can be done at once. */
    public JsonPath confirmed(String erasure) throws InterruptedException {
        String job =
                confirm(custodian, erasure).then().statusCode(200).extract().path("job");
        JsonPath ended = custodian.awaitJob(job);
        if (!ended.getString("state").equals("DONE")) {
            throw new AssertionError(
                    "the job ended as " + ended.getString("state") + ": " + ended.getString("problem"));
        }
        return seen(erasure);
    }

    /** Erases items, with everything. */
    public String erased(String... items) throws InterruptedException {
        String id = proposed(items);
        JsonPath done = confirmed(id);
        if (!done.getString("state").equals("CLEARED")) {
            throw new AssertionError("the erasure is " + done.getString("state") + " " + done.getList("remains"));
        }
        return id;
    }

    public RequestSpecification any(Actor actor) {
        return actor.request().accept("*/*");
    }
}
