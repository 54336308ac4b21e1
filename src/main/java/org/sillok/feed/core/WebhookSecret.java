package org.sillok.feed.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sillok.crypto.Hmac;
import org.sillok.kernel.Bytes;

/** The key under which a webhook's messages are signed: symmetric signatures of Standard Webhooks 1.0.0. */
public record WebhookSecret(Bytes key) {
    /** How many random bytes a key has; the specification asks for 24 to 64. */
    public static final int LENGTH = 32;

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    public WebhookSecret {
        if (key.length() < SHORTEST || key.length() > LONGEST) {
            throw new IllegalArgumentException("a key of 24 to 64 bytes");
        }
    }

    /** Reads what {@link #text} writes. */
    public static WebhookSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a secret of a webhook");
        }
        return new WebhookSecret(Bytes.of(Base64.getDecoder().decode(text.substring(PREFIX.length()))));
    }

    /** The form in which receivers' libraries take it. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key.toArray());
    }

    /**
     * One signature, as it stands in the header {@code webhook-signature}.
     *
     * @param seconds since the epoch, of this attempt
     */
    public String sign(String id, long seconds, Bytes body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key.toArray(), head, body.toArray()));
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
