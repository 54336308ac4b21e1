package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Registers keys of organisations: somebody of the organisation sends the public half, the custodian confirms it. A key of an
 * earlier run is used again as long as it counts.
 */
final class Enrolment {
    private final ApiClient custodian;
    private final Path keys;

    /** @param keys where private keys are kept; no service needs to see that place */
    Enrolment(ApiClient custodian, Path keys) {
        this.custodian = custodian;
        this.keys = keys;
    }

    KeyPairFile signing(String party, ApiClient person, String name) throws DemoFailure {
        KeyPairFile key = KeyPairFile.in(keys, name);
        if (!counts(party, person, key)) {
            key = KeyPairFile.fresh(keys, name);
            counts(party, person, key);
        }
        return key;
    }

    /** False if the key counted once and counts no more. */
    private boolean counts(String party, ApiClient person, KeyPairFile key) throws DemoFailure {
        String text = "sillok/party-key/1\n" + party + "\nSIGNING\n" + key.publicKey() + "\n";
        ObjectNode body = Json.object();
        body.put("use", "SIGNING")
                .put("publicKey", key.publicKey())
                .put("proof", key.sign(text.getBytes(StandardCharsets.UTF_8)));
        return registered(party, person, key.publicKey(), body);
    }

    RecipientKey encryption(String party, ApiClient person, String name) throws DemoFailure {
        RecipientKey key = RecipientKey.of(KeyPairFile.in(keys, name));
        if (!registered(party, person, key.pair().publicKey(), key.body())) {
            key = RecipientKey.of(KeyPairFile.fresh(keys, name));
            registered(party, person, key.pair().publicKey(), key.body());
        }
        return key;
    }

    private boolean registered(String party, ApiClient person, String publicKey, ObjectNode body) throws DemoFailure {
        String path = "/api/v1/parties/" + party + "/keys";
        for (JsonNode known : custodian.all(path + "?limit=100")) {
            if (publicKey.equals(known.path("publicKey").asText())) {
                String state = known.path("state").asText();
                if (state.equals("PENDING")) {
                    confirm(path, known);
                }
                return !state.equals("REVOKED");
            }
        }
        confirm(path, person.post(path, body).expect(201).json());
        return true;
    }

    private void confirm(String path, JsonNode key) throws DemoFailure {
        custodian.post(path + "/" + Json.text(key, "id", "A key") + "/confirm").expect(200);
    }
}
