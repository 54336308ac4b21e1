package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Chapter: the recipient accepts the conditions, downloads, decrypts with its own key, and says what it holds. */
final class Receiving {
    private final Narrator narrator;
    private final BundleFolder folder;

    Receiving(Narrator narrator, BundleFolder folder) {
        this.narrator = narrator;
        this.folder = folder;
    }

    void tell(Cast cast, JsonNode bundle) throws DemoFailure {
        narrator.chapter("received");
        ApiClient api = cast.recipient().api();
        String path = "/api/v1/bundles/" + Json.text(bundle, "id", "A bundle");
        accept(api, path, bundle.path("undertakings"));
        byte[] archive = open(cast.certificate(), download(api, path, bundle.path("parts")));
        folder.write(folder.archive(), archive);
        String digest = bundle.path("archive").path("sha256").asText();
        narrator.check(
                sha256(archive).equals(digest),
                narrator.say("received.whole", folder.archive(), digest.substring(0, Math.min(16, digest.length()))),
                narrator.say("received.other"));
        acknowledge(cast.recipient(), path, sha256(archive));
    }

    private void accept(ApiClient api, String path, JsonNode undertakings) throws DemoFailure {
        ApiAnswer early = api.get(path + "/parts/1");
        narrator.check(
                early.status() == 409,
                narrator.say("received.early", early.status(), early.problemSlug()),
                narrator.say("received.early.bad", early.status()));
        narrator.text(
                "received.accepted",
                undertakings.path("texts").size(),
                undertakings.path("conditions").size(),
                narrator.in(undertakings.path("conditions").path(0)));
        String digest = Json.text(undertakings, "digest", "The undertakings");
        api.post(path + "/acceptance", Json.object().put("undertakings", digest))
                .expect(200);
    }

    private int download(ApiClient api, String path, JsonNode parts) throws DemoFailure {
        int number = 0;
        boolean same = true;
        for (JsonNode part : parts) {
            number++;
            byte[] bytes = api.get(path + "/parts/" + number).expect(200).body().toArray();
            same &= sha256(bytes).equals(part.path("sha256").asText());
            folder.write(folder.part(number), bytes);
        }
        narrator.check(same, narrator.say("received.parts", number), narrator.say("received.parts.bad"));
        return number;
    }

    /** Decrypts each part by itself; one after the other they are the archive. */
    private byte[] open(RecipientKey key, int parts) throws DemoFailure {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int number = 1; number <= parts; number++) {
            narrator.screen()
                    .command("openssl cms -decrypt -binary -inform DER -in " + folder.part(number) + " -recip "
                            + key.certificate() + " -inkey " + key.pair().path()
                            + (number == 1 ? " > " : " >> ") + folder.archive());
            whole.writeBytes(key.decrypt(BundleFolder.read(folder.part(number))));
        }
        return whole.toByteArray();
    }

    private void acknowledge(Office recipient, String path, String sha256) throws DemoFailure {
        String acknowledgement = path + "/acknowledgement";
        String text = Json.text(recipient.api().get(acknowledgement).expect(200).json(), "text", "An acknowledgement");
        recipient
                .api()
                .post(
                        acknowledgement,
                        Json.object()
                                .put("sha256", sha256)
                                .put(
                                        "signature",
                                        recipient.first().key().sign(text.getBytes(StandardCharsets.US_ASCII))))
                .expect(200);
        ApiAnswer receipt =
                recipient.api().get(path + "/receipt", "Prefer", "wait=10").expect(200);
        folder.write(folder.receipt(), receipt.body().toArray());
        narrator.text("received.acknowledged", folder.receipt());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
