package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.sillok.crypto.BlockPermutation;
import org.sillok.crypto.Hmac;
import org.sillok.discovery.core.Handle;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.vault.Vault;

/**
 * What an organisation calls an item that it found: an identifier that stays the same for it, is another one for everybody
 * else, and is turned back with the repository's secret only. It grants nothing: whoever is given one decides anew.
 */
@ApplicationScoped
public class Findings {
    public static final String PREFIX = "fnd";

    private static final int TAG = 16;

    private final Vault vault;

    Findings(Vault vault) {
        this.vault = vault;
    }

    /** What {@code party} calls an item. */
    public String name(PartyId party, ItemId item) {
        return Handle.write(PREFIX, BlockPermutation.forward(key(party), Handle.read(ItemId.PREFIX, item.value())));
    }

    /** The item that {@code party} calls so; empty if the text has another form. It need not exist. */
    public Optional<ItemId> item(PartyId party, String name) {
        if (!Ids.isWellFormed(PREFIX, name)) {
            return Optional.empty();
        }
        byte[] back = BlockPermutation.back(key(party), Handle.read(PREFIX, name));
        return Optional.of(new ItemId(Handle.write(ItemId.PREFIX, back)));
    }

    /** Where to go on after {@code item}: names nothing, and works for this party and question only. */
    String cursor(PartyId party, byte[] question, ItemId item) {
        byte[] place = Handle.read(PREFIX, name(party, item));
        byte[] cursor = Arrays.copyOf(place, Handle.BYTES + TAG);
        System.arraycopy(tag(party, question, place), 0, cursor, Handle.BYTES, TAG);
        return Base64Url.encode(cursor);
    }

    /** What {@link #cursor} was given for the same party and question; empty for anything else. */
    Optional<ItemId> after(PartyId party, byte[] question, String cursor) {
        byte[] bytes;
        try {
            bytes = cursor.length() > 2 * (Handle.BYTES + TAG) ? new byte[0] : Base64Url.decode(cursor);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (bytes.length != Handle.BYTES + TAG) {
            return Optional.empty();
        }
        byte[] place = Arrays.copyOf(bytes, Handle.BYTES);
        byte[] tag = Arrays.copyOfRange(bytes, Handle.BYTES, bytes.length);
        return MessageDigest.isEqual(tag, tag(party, question, place))
                ? item(party, Handle.write(PREFIX, place))
                : Optional.empty();
    }

    private byte[] tag(PartyId party, byte[] question, byte[] place) {
        return Arrays.copyOf(
                Hmac.sha256(vault.fingerprint(label("sillok/discovery/cursor/1\n" + party.value())), place, question),
                TAG);
    }

    private byte[] key(PartyId party) {
        return vault.fingerprint(label("sillok/discovery/finding/1\n" + party.value()));
    }

    private static byte[] label(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
