package org.sillok.log.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sillok.crypto.Ed25519PublicKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.MlDsa44PublicKey;
import org.sillok.crypto.PublicKeyInfo;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignatureInvalidException;

/**
 * A key that signs notes: a name, a way of signing and a public key (C2SP signed-note, tlog-cosignature). As text it is
 * {@code name+hex(id)+base64(type ‖ key)}, which the C2SP tools call its vkey.
 */
public record NoteKey(String name, Type type, PublicKeyInfo key) {
    // An ML-DSA-44 key has 1752 characters.
    private static final int MAX_VKEY = 2560;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    /** What a signature line of a key is, with the byte that says so in key ids and vkeys. */
    public enum Type {
        /** Ed25519 over the note's text: how a log signs. */
        ED25519(1),
        /** A time-stamped Ed25519 cosignature of a checkpoint. */
        ED25519_COSIGNATURE(4),
        /** A time-stamped ML-DSA-44 cosignature of a checkpoint. */
        ML_DSA_44_COSIGNATURE(6);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }

        private static Type of(byte code) throws InvalidNoteException {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new InvalidNoteException("a verifier key of a type that is not known here");
        }
    }

    public NoteKey {
        if (!NoteName.isAllowed(name)) {
            throw new IllegalArgumentException("not a key name");
        }
        boolean fits = type == Type.ML_DSA_44_COSIGNATURE
                ? key instanceof MlDsa44PublicKey && Cosignature.isName(name)
                : key instanceof Ed25519PublicKey;
        if (!fits) {
            throw new IllegalArgumentException("not a key of type " + type);
        }
    }

    /** The first four bytes of {@code SHA-256(name ‖ 0A ‖ type ‖ key)}: names the key within a note, proves nothing. */
    public int id() {
        byte[] hash = Sha2.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed())
                .toArray();
        return ByteBuffer.wrap(hash).getInt();
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
        if (typed.length == 0) {
            throw new InvalidNoteException("not a verifier key");
        }
        Type type = Type.of(typed[0]);
        byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
        NoteKey key;
        try {
            key = new NoteKey(
                    parts[0],
                    type,
                    type == Type.ML_DSA_44_COSIGNATURE ? MlDsa44PublicKey.ofRaw(raw) : Ed25519PublicKey.ofRaw(raw));
        } catch (KeyFormatException | IllegalArgumentException e) {
            throw new InvalidNoteException("not a verifier key of its type", e);
        }
        if (!ID.matcher(parts[1]).matches() || Integer.parseUnsignedInt(parts[1], 16) != key.id()) {
            throw new InvalidNoteException("the verifier key's id is not that of its key");
        }
        return key;
    }

    void verify(String text, byte[] signature) throws InvalidNoteException {
        try {
            if (type == Type.ED25519) {
                key.verify(text.getBytes(StandardCharsets.UTF_8), signature);
            } else {
                Cosignature cosignature = Cosignature.parse(signature);
                key.verify(
                        Cosignature.message(type, name, cosignature.time(), text),
                        cosignature.signature().toArray());
            }
        } catch (SignatureInvalidException e) {
            throw new InvalidNoteException("the signature of " + name + " is not valid", e);
        }
    }

    private byte[] typed() {
        byte[] raw = key instanceof MlDsa44PublicKey mlDsa ? mlDsa.raw() : ((Ed25519PublicKey) key).raw();
        byte[] typed = new byte[1 + raw.length];
        typed[0] = type.code;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return typed;
    }
}
