package org.sillok.feed.core;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/**
 * What of a webhook is sealed.
 *
 * @param previous the secret before this one, which signs as well until {@code previousUntil}; null if there is none
 */
public record WebhookSeal(
        WebhookUrl url,
        WebhookSecret secret,
        @Nullable WebhookSecret previous,
        @Nullable Instant previousUntil) {
    /** A webhook that has one secret. */
    public static WebhookSeal of(WebhookUrl url, WebhookSecret secret) {
        return new WebhookSeal(url, secret, null, null);
    }

    /** The same with a new secret; the one before signs along for a while. */
    public WebhookSeal rotated(WebhookSecret next, Instant until) {
        return new WebhookSeal(url, next, secret, until);
    }

    /** The value of the header {@code webhook-signature}: one signature for each secret that counts at {@code now}. */
    public String signatures(String id, Instant now, Bytes body) {
        List<WebhookSecret> secrets = previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? List.of(secret, previous)
                : List.of(secret);
        return Stream.of(secrets)
                .flatMap(List::stream)
                .map(each -> each.sign(id, now.getEpochSecond(), body))
                .collect(Collectors.joining(" "));
    }

    /** The form that is sealed. */
    public byte[] toBytes() {
        JsonObject.Builder json = JsonObject.builder().put("url", url.text()).put("secret", secret.text());
        if (previous != null && previousUntil != null) {
            json.put("previous", previous.text()).put("previousUntil", Timestamps.format(previousUntil));
        }
        return CompactJson.write(json.build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static WebhookSeal ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        WebhookUrl url = WebhookUrl.parse(json.text("url"));
        WebhookSecret secret = WebhookSecret.parse(json.text("secret"));
        return json.find("previous").isEmpty()
                ? of(url, secret)
                : new WebhookSeal(
                        url,
                        secret,
                        WebhookSecret.parse(json.text("previous")),
                        Timestamps.parse(json.text("previousUntil")));
    }

    @Override
    public String toString() {
        return "WebhookSeal";
    }
}
