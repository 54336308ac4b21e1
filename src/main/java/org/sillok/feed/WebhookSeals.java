package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.sillok.feed.core.WebhookSeal;
import org.sillok.kernel.Bytes;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Seals addresses and secrets of webhooks under the content key of their organisation. Joins a transaction. */
@ApplicationScoped
class WebhookSeals {
    private final Vault vault;

    WebhookSeals(Vault vault) {
        this.vault = vault;
    }

    Bytes seal(String party, String webhook, WebhookSeal value) {
        return Bytes.of(vault.seal(vault.keysOfOrNew(party), KeyUse.CONTENT, context(webhook), value.toBytes()));
    }

    WebhookSeal open(String party, String webhook, Bytes sealed) {
        return open(keys(party), webhook, sealed);
    }

    WebhookSeal open(SubjectKeys keys, String webhook, Bytes sealed) {
        return WebhookSeal.ofBytes(vault.open(keys, KeyUse.CONTENT, context(webhook), sealed.toArray()));
    }

    /** The keys of an organisation, for all of its webhooks. One that is gone is found out when it is used. */
    SubjectKeys keys(String party) {
        return Objects.requireNonNull(vault.keysOf(List.of(party)).get(party));
    }

    private static String context(String webhook) {
        return "webhook/" + webhook;
    }
}
