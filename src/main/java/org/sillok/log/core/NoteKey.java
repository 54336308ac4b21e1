package org.sillok.log.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sillok.crypto.Ed25519PublicKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignatureInvalidException;

/**
 * A key that signs notes: a name and an Ed25519 key (C2SP signed-note, type 01). As text it is
 * {@code name+hex(id)+base64(type ‖ key)}, which the C2SP tools call its vkey.
 */
public record NoteKey(String name, Ed25519PublicKey key) {
    private static final byte ED25519 = 1;
    private static final int MAX_VKEY = 512;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    public NoteKey {
        if (!NoteName.isAllowed(name)) {
            throw new IllegalArgumentException("not a key name");
        }
    }

    /** The first four bytes of {@code SHA-256(name ‖ 0A ‖ type ‖ key)}: names the key within a note, proves nothing. */
    public int id() {
        byte[] hash = Sha2.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed())
                .toArray();
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
    }

    /** The verifier key's text. */
    public String vkey() {
        return String.format(
                Locale.ROOT, "%s+%08x+%s", name, id(), Base64.getEncoder().encodeToString(typed()));
    }

    /** Reads {@link #vkey()} back; other signature types are refused, because nothing here could verify them. */
    public static NoteKey parse(String vkey) throws InvalidNoteException {
        String[] parts = vkey.split("\\+", 3);
        if (vkey.length() > MAX_VKEY || parts.length != 3 || !NoteName.isAllowed(parts[0])) {
            throw new InvalidNoteException("not a verifier key");
        }
        byte[] typed = StrictBase64.decode(parts[2]);
        if (typed.length != 1 + Ed25519PublicKey.LENGTH || typed[0] != ED25519) {
            throw new InvalidNoteException("not an Ed25519 verifier key");
        }
        NoteKey key;
        try {
            key = new NoteKey(parts[0], Ed25519PublicKey.ofRaw(Arrays.copyOfRange(typed, 1, typed.length)));
        } catch (KeyFormatException e) {
            throw new InvalidNoteException("not an Ed25519 verifier key", e);
        }
        if (!ID.matcher(parts[1]).matches() || Integer.parseUnsignedInt(parts[1], 16) != key.id()) {
            throw new InvalidNoteException("the verifier key's id is not that of its key");
        }
        return key;
    }

    void verify(String text, byte[] signature) throws InvalidNoteException {
        try {
            key.verify(text.getBytes(StandardCharsets.UTF_8), signature);
        } catch (SignatureInvalidException e) {
            throw new InvalidNoteException("the signature of " + name + " is not valid", e);
        }
    }

    private byte[] typed() {
        byte[] typed = new byte[1 + Ed25519PublicKey.LENGTH];
        typed[0] = ED25519;
        System.arraycopy(key.raw(), 0, typed, 1, Ed25519PublicKey.LENGTH);
        return typed;
    }
}
