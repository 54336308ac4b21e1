package org.sillok.bundle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.asOwner;
import static org.sillok.request.RequestCast.base64;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.SealSweep;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.platform.PostgresTestResource;

/** What those whom a bundle concerned can still read and say when its plan and its key are gone. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class EndedBundleTest extends DeliveryCase {
    @Inject
    SealSweep sweep;

    @Test
    void afterItsEndTheRecordStaysAndTheTextsAreGone() throws Exception {
        P256PrivateKey key = cast.signingKey(cast.mechanism);
        String id = accepted(FIRST);
        part(id, 1).then().statusCode(200);
        asOwner("update bundle_bundle set expires_at = now() - interval '1 second' where id = '" + id + "'");
        sweep.expire();
        JsonPath seen = seen(cast.mechanism, id);
        assertThat(seen.getString("state")).isEqualTo("EXPIRED");
        assertThat(seen.getMap("undertakings")).isNull();
        assertThat(seen.getString("acceptedAt")).isNotNull();
        assertThat(seen.getInt("items")).isEqualTo(1);
        problem(part(id, 1), 410, "bundle-expired");
        Digest archive = Sha2.sha256(FIRST);
        byte[] text =
                ("sillok/acknowledgement/1\n" + id + "\n" + archive.base64Url()).getBytes(StandardCharsets.US_ASCII);
        cast.mechanism
                .sends(Map.of("sha256", archive.hex(), "signature", base64(key.sign(text))))
                .post(BUNDLES + id + "/acknowledgement")
                .then()
                .statusCode(200);
        assertThat(types(cast.mechanism, id))
                .containsExactly("SEALED", "UNDERTAKINGS_ACCEPTED", "DELIVERED", "BUNDLE_EXPIRED", "ACKNOWLEDGED");
        assertThat(types(cast.ngo, id)).contains("ACKNOWLEDGED");
        assertThat(cast.ngo.request().get(BUNDLES + id + "/items").jsonPath().getList("items.item"))
                .containsExactly(item);
    }
}
