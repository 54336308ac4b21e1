package org.sillok.kernel;

/** Identifies an address that is told of events. See {@link Ids} for the form. */
public record WebhookId(String value) {
    public static final String PREFIX = "whk";

    public WebhookId {
        Ids.check(PREFIX, value);
    }

    public static WebhookId fresh(Randomness randomness) {
        return new WebhookId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
