package org.sillok.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;

/**
 * A key-encryption key that stays in the transit engine of a vault service. The engine seals a fresh random key, and that
 * key seals ours in an {@link Envelope} bound to what it is for: so the binding does not depend on what kind of key the
 * engine has, or on whether it takes notice of associated data. Nothing is kept between calls: while the service is sealed,
 * nothing opens.
 *
 * <p>A wrapped key is the engine's text with its length as u16be before it, and the envelope.
 */
final class TransitKeyVault implements KeyVault {
    static final String PREFIX = "transit-";

    private static final String WRAP = "sillok/vault/transit/1";
    private static final int KEY_LENGTH = 32;
    private static final Pattern ID = Pattern.compile("transit-([A-Za-z0-9_-]{1,100})-v([1-9][0-9]{0,8})");
    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v([1-9][0-9]{0,8}):[A-Za-z0-9+/]+=*");

    private record Id(String key, int version) {
        static Id of(String text) {
            Matcher parts = ID.matcher(text);
            if (!parts.matches()) {
                throw new SealBrokenException("a wrapped key", null);
            }
            return new Id(parts.group(1), Integer.parseInt(parts.group(2)));
        }

        @Override
        public String toString() {
            return PREFIX + key + "-v" + version;
        }
    }

    private final TransitSettings settings;
    private final TransitEngine engine;
    private final Randomness randomness;

    TransitKeyVault(TransitSettings settings, Randomness randomness) {
        this.settings = settings;
        this.engine = new TransitEngine(settings);
        this.randomness = randomness;
    }

    @Override
    public String currentKekId() {
        return current().toString();
    }

    @Override
    public Optional<String> existingKekId() {
        return Optional.of(currentKekId());
    }

    private Id current() {
        return new Id(settings.key(), number(key(settings.key()), "latest_version"));
    }

    @Override
    public WrappedKey wrap(byte[] associatedData, byte[] key) {
        // Asked first because an engine makes a key that it does not have, if the token may, instead of refusing.
        Id id = current();
        byte[] fresh = randomness.bytes(KEY_LENGTH);
        byte[] nonce = randomness.bytes(Envelope.NONCE_LENGTH);
        try {
            String ciphertext = sealed(id, fresh);
            byte[] envelope = Envelope.seal(fresh, nonce, bound(id, associatedData), key);
            byte[] text = ciphertext.getBytes(StandardCharsets.US_ASCII);
            byte[] wrapped = ByteBuffer.allocate(Short.BYTES + text.length + envelope.length)
                    .putShort((short) text.length)
                    .put(text)
                    .put(envelope)
                    .array();
            WrappedKey result = new WrappedKey(id.toString(), Bytes.of(wrapped));
            if (!opensTo(key, associatedData, result)) {
                throw engine.wrongAnswer(null);
            }
            return result;
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    private boolean opensTo(byte[] key, byte[] associatedData, WrappedKey wrapped) {
        try {
            return Arrays.equals(unwrap(associatedData, wrapped), key);
        } catch (SealBrokenException e) {
            return false;
        }
    }

    private String sealed(Id id, byte[] fresh) {
        JsonObject request = JsonObject.builder()
                .put("plaintext", Base64.getEncoder().encodeToString(fresh))
                .put("key_version", id.version())
                .build();
        TransitEngine.Answer answer = engine.post("/encrypt/" + id.key(), request);
        String ciphertext = text(answer, "ciphertext");
        Matcher form = CIPHERTEXT.matcher(ciphertext);
        if (!form.matches()
                || Integer.parseInt(form.group(1)) != id.version()
                || ciphertext.length() > Short.MAX_VALUE) {
            throw engine.wrongAnswer(null);
        }
        return ciphertext;
    }

    @Override
    public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
        Id id = Id.of(wrapped.kekId());
        ByteBuffer bytes = ByteBuffer.wrap(wrapped.bytes().toArray());
        if (bytes.remaining() < Short.BYTES) {
            throw broken(id, null);
        }
        int length = Short.toUnsignedInt(bytes.getShort());
        if (length > bytes.remaining()) {
            throw broken(id, null);
        }
        byte[] text = new byte[length];
        byte[] envelope = new byte[bytes.get(text).remaining()];
        bytes.get(envelope);
        byte[] fresh = opened(id, new String(text, StandardCharsets.ISO_8859_1));
        try {
            return Envelope.open(fresh, bound(id, associatedData), envelope);
        } catch (CiphertextInvalidException e) {
            throw broken(id, e);
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    private byte[] opened(Id id, String ciphertext) {
        Matcher form = CIPHERTEXT.matcher(ciphertext);
        if (!form.matches() || Integer.parseInt(form.group(1)) != id.version()) {
            throw broken(id, null);
        }
        TransitEngine.Answer answer = engine.post(
                "/decrypt/" + id.key(),
                JsonObject.builder().put("ciphertext", ciphertext).build());
        if (answer.status() == 400) {
            throw broken(id, null);
        }
        try {
            byte[] fresh = Base64.getDecoder().decode(text(answer, "plaintext"));
            if (fresh.length == KEY_LENGTH) {
                return fresh;
            }
        } catch (IllegalArgumentException e) {
            // Not told: it may be most of a key.
        }
        throw engine.wrongAnswer(null);
    }

    /** What does not open was altered, unless the engine does not hold its key any more. */
    private VaultException broken(Id id, @Nullable CiphertextInvalidException cause) {
        JsonObject key = key(id.key());
        if (id.version() > number(key, "latest_version") || id.version() < number(key, "min_decryption_version")) {
            return new KekUnavailableException(
                    KeyTrouble.OTHER_KEY,
                    "The key vault at " + settings.url() + " does not hold, or does not decrypt with, the key " + id
                            + " that is in use.",
                    null);
        }
        return new SealBrokenException("a wrapped key", cause);
    }

    @Override
    public void makeKey() {
        int before = current().version();
        TransitEngine.Answer answer = engine.change("/keys/" + settings.key() + "/rotate");
        if (answer.status() / 100 != 2 || current().version() <= before) {
            throw engine.wrongAnswer(null);
        }
    }

    private JsonObject key(String name) {
        TransitEngine.Answer answer = engine.get("/keys/" + name);
        if (answer.status() == 404) {
            throw engine.unavailable(
                    KeyTrouble.VAULT_KEY_MISSING,
                    "has no key '" + name + "' under " + settings.mount() + ": make or restore it there ("
                            + TransitSettings.NAME + "key, " + TransitSettings.NAME + "mount)",
                    null);
        }
        return answer.data().orElseThrow(() -> engine.wrongAnswer(null));
    }

    private int number(JsonObject key, String member) {
        try {
            return Math.toIntExact(key.number(member));
        } catch (JsonException | ArithmeticException e) {
            throw engine.wrongAnswer(e);
        }
    }

    private String text(TransitEngine.Answer answer, String member) {
        try {
            return answer.data().orElseThrow(() -> engine.wrongAnswer(null)).text(member);
        } catch (JsonException e) {
            throw engine.wrongAnswer(e);
        }
    }

    private static byte[] bound(Id id, byte[] associatedData) {
        byte[] domain = AssociatedData.of(WRAP, id.toString());
        byte[] bound = Arrays.copyOf(domain, domain.length + associatedData.length);
        System.arraycopy(associatedData, 0, bound, domain.length, associatedData.length);
        return bound;
    }
}
