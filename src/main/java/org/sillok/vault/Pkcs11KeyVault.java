package org.sillok.vault;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;

/**
 * Key-encryption keys that stay on a PKCS#11 token: the token seals and opens, with AES-GCM and our binding as associated
 * data. The first key is made on first use, unless something was wrapped by this token before: then it is lost, and
 * making another would hide that. When a session fails a new one is opened, so a token that comes back is used again.
 */
final class Pkcs11KeyVault implements KeyVault {
    private static final byte[] WRAP = AssociatedData.of("sillok/vault/pkcs11/1");
    private static final Duration FRESH = Duration.ofSeconds(1);

    private interface Use<T> {
        T of(Pkcs11Keks.Held held) throws GeneralSecurityException;
    }

    private final Pkcs11Settings settings;
    private final Pkcs11Token token;
    private final Pkcs11Keks keks;
    private final Randomness randomness;
    private final Predicate<Runnable> first;

    /** {@code first} runs what makes the first key, or returns false because this is not the first. */
    Pkcs11KeyVault(Pkcs11Settings settings, Randomness randomness, Predicate<Runnable> first) {
        this(settings, new Pkcs11Token(settings.place()), FRESH, randomness, first);
    }

    Pkcs11KeyVault(
            Pkcs11Settings settings,
            Pkcs11Token token,
            Duration fresh,
            Randomness randomness,
            Predicate<Runnable> first) {
        this.settings = settings;
        this.token = token;
        this.keks = new Pkcs11Keks(token, settings.label(), fresh, randomness);
        this.randomness = randomness;
        this.first = first;
    }

    @Override
    public WrappedKey wrap(byte[] associatedData, byte[] key) {
        return using(held -> {
            Pkcs11Kek kek = current(held);
            byte[] sealed = kek.seal(randomness.bytes(Envelope.NONCE_LENGTH), bound(associatedData), key);
            if (!opensTo(key, kek, associatedData, sealed)) {
                throw answersWrong(null);
            }
            return new WrappedKey(kek.id(), Bytes.of(sealed));
        });
    }

    private static boolean opensTo(byte[] key, Pkcs11Kek kek, byte[] associatedData, byte[] sealed)
            throws GeneralSecurityException {
        try {
            return Arrays.equals(kek.open(bound(associatedData), sealed), key);
        } catch (SealBrokenException e) {
            return false;
        }
    }

    @Override
    public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
        return using(held -> {
            Optional<Pkcs11Kek> kek = held.find(wrapped.kekId());
            return (kek.isPresent() ? kek : keks.reread(held).find(wrapped.kekId()))
                    .orElseThrow(() -> notHeld("does not hold the key " + wrapped.kekId() + " that is in use", held))
                    .open(bound(associatedData), wrapped.bytes().toArray());
        });
    }

    private KekUnavailableException notHeld(String how, Pkcs11Keks.Held held) {
        KeyTrouble trouble = held.keys().isEmpty() ? KeyTrouble.TOKEN_KEY_MISSING : KeyTrouble.OTHER_KEY;
        return new KekUnavailableException(
                trouble,
                "The token behind " + settings.place().library() + " " + how + "; restore it there, or correct the slot"
                        + " or " + Pkcs11Settings.NAME + "label.",
                null);
    }

    @Override
    public String currentKekId() {
        return using(held -> current(held).id());
    }

    @Override
    public Optional<String> existingKekId() {
        return using(held -> held.newest().map(Pkcs11Kek::id));
    }

    private Pkcs11Kek current(Pkcs11Keks.Held held) {
        Optional<Pkcs11Kek> newest = held.newest();
        if (newest.isPresent()) {
            return newest.get();
        }
        // Another process may make it at this very time: looked at again when it is our turn.
        boolean mayMake = first.test(() -> {
            if (keks.reread(held).newest().isEmpty()) {
                keks.add();
            }
        });
        if (!mayMake) {
            throw notHeld("has no key named '" + settings.label() + "', but had one before", held);
        }
        return keks.held().newest().orElseThrow(() -> answersWrong(null));
    }

    @Override
    public void makeKey() {
        String before = currentKekId();
        Pkcs11Keks.Held added = guarded(keks::add);
        if (added.newest().filter(key -> !key.id().equals(before)).isEmpty()) {
            throw answersWrong(null);
        }
    }

    private <T> T using(Use<T> use) {
        return guarded(() -> {
            Pkcs11Keks.Held held = keks.held();
            try {
                return use.of(held);
            } catch (GeneralSecurityException | ProviderException e) {
                held = keks.reopen(held);
            }
            try {
                return use.of(held);
            } catch (GeneralSecurityException | ProviderException e) {
                throw token.unusable(e);
            }
        });
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (TokenException e) {
            if (TokenException.causedBy(e, NoSuchAlgorithmException.class)) {
                throw answersWrong(e);
            }
            KeyTrouble trouble = e.denied() ? KeyTrouble.TOKEN_DENIED : KeyTrouble.TOKEN_UNREACHABLE;
            throw new KekUnavailableException(trouble, String.valueOf(e.getMessage()), e);
        }
    }

    private KekUnavailableException answersWrong(@Nullable Exception cause) {
        return new KekUnavailableException(
                KeyTrouble.TOKEN_ANSWER,
                "The token behind " + settings.place().library()
                        + " does not seal and open with AES-GCM, or does not open what it sealed.",
                cause);
    }

    private static byte[] bound(byte[] associatedData) {
        byte[] bound = Arrays.copyOf(WRAP, WRAP.length + associatedData.length);
        System.arraycopy(associatedData, 0, bound, WRAP.length, associatedData.length);
        return bound;
    }
}
