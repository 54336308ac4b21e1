package org.sillok.bundle;

import java.util.List;
import org.sillok.bundle.core.Proofs;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;

/**
 * Under which checkpoint all receipts of a bundle are made, chosen once.
 *
 * @param times time-stamps over the checkpoint, which each receipt has
 */
record Pin(Proofs proofs, List<Bytes> times) {
    Pin {
        times = List.copyOf(times);
    }

    byte[] toBytes() {
        return CompactJson.write(JsonObject.builder()
                .put("checkpoint", PlanJson.base64(proofs.checkpoint()))
                .put("policy", PlanJson.base64(proofs.policy()))
                .put(
                        "keys",
                        JsonArray.ofTexts(proofs.keys().stream()
                                .map(key -> PlanJson.base64(Bytes.of(key.spki())))
                                .toList()))
                .put(
                        "times",
                        JsonArray.ofTexts(times.stream().map(PlanJson::base64).toList()))
                .build());
    }

    static Pin ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        return new Pin(
                new Proofs(
                        PlanJson.bytes(json.text("checkpoint")),
                        PlanJson.bytes(json.text("policy")),
                        json.array("keys").texts().stream().map(Pin::key).toList()),
                json.array("times").texts().stream().map(PlanJson::bytes).toList());
    }

    private static P256PublicKey key(String spki) {
        try {
            return P256PublicKey.ofSpki(PlanJson.bytes(spki).toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("what was kept is no key", e);
        }
    }
}
