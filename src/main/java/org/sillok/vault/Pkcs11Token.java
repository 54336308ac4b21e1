package org.sillok.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#11 token (a hardware security module, a smart card, SoftHSM) and how one logs in to it. After a failure one may
 * log in anew, but not often; and a PIN that was refused is not tried again until its file holds another one, because a
 * token locks itself after a few of those. Thread-safe. How long a call takes is up to the token's module.
 */
final class Pkcs11Token {
    private static final String PROVIDER = "SunPKCS11";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /**
     * Where the token is.
     *
     * @param library the token's PKCS#11 module
     * @param slot how SunPKCS11 is told the slot: {@code slotListIndex=0} or {@code slot=123}
     * @param pinFile the file with the user's PIN
     * @param settings how the names of the settings begin, for messages
     */
    record Place(Path library, String slot, Path pinFile, String settings) {}

    /** Somebody who has logged in. Sessions of a token that was taken out do not work any more when it is back. */
    record Session(Provider provider, KeyStore store) {}

    private final Place place;
    private final Duration pause;
    private boolean attempted;
    private long lastAttempt;
    private @Nullable TokenException failure;
    private char[] refusedPin = {};
    private @Nullable Provider waiting;

    Pkcs11Token(Place place) {
        this(place, PAUSE);
    }

    /** {@code pause}: no sooner after one login comes the next. */
    Pkcs11Token(Place place, Duration pause) {
        this.place = place;
        this.pause = pause;
    }

    /**
     * Logs in and reads what the token holds.
     *
     * @throws TokenException if the token cannot be used
     */
    synchronized Session open() {
        TokenException before = failure;
        if (attempted && System.nanoTime() - lastAttempt < pause.toNanos()) {
            throw before == null
                    ? unusable(null)
                    : new TokenException(String.valueOf(before.getMessage()), before.denied(), before);
        }
        attempted = true;
        try {
            Session session = login("");
            failure = null;
            return session;
        } catch (TokenException e) {
            failure = e;
            throw e;
        } finally {
            lastAttempt = System.nanoTime();
        }
    }

    /**
     * Logs in once more, for something that is done seldom.
     *
     * @param more further lines of SunPKCS11's configuration
     */
    synchronized Session login(String more) {
        char[] pin = pin();
        if (pin.length > 0 && Arrays.equals(pin, refusedPin)) {
            throw new TokenException(
                    "The token refused the PIN in " + place.pinFile() + " (" + place.settings()
                            + "pin-file): correct it. It is not tried again, so that the token does not lock itself.",
                    true,
                    null);
        }
        try {
            Provider provider = present(more);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new Session(provider, store);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            if (TokenException.causedBy(e, FailedLoginException.class)) {
                refusedPin = pin;
            }
            throw unusable(e);
        }
    }

    /**
     * A provider whose token is in its slot. Where tokens can be taken out Java has a thread for each provider that waits for
     * its token: so the one that waits is asked again, instead of another one being made at each attempt.
     */
    private Provider present(String more) {
        Provider provider = more.isEmpty() && waiting != null ? waiting : provider(more);
        boolean there = provider.getService("KeyStore", "PKCS11") != null;
        if (more.isEmpty()) {
            waiting = there ? null : provider;
        }
        if (!there) {
            throw unusable(null);
        }
        return provider;
    }

    private char[] pin() {
        try {
            return new SecretFile(place.pinFile(), place.settings() + "pin-file")
                    .read()
                    .map(content -> new String(content, StandardCharsets.UTF_8).strip())
                    .orElseThrow(() -> new TokenException(
                            "The file with the token's PIN is missing (" + place.settings() + "pin-file).", true, null))
                    .toCharArray();
        } catch (SecretFileException e) {
            throw new TokenException(String.valueOf(e.getMessage()), true, e);
        }
    }

    /** What the token holds now; within the login of {@code session}. */
    KeyStore reread(Session session) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", session.provider());
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw unusable(e);
        }
    }

    TokenException unusable(@Nullable Exception cause) {
        return new TokenException(
                "The token behind " + place.library() + " cannot be used: check the library, the slot and the PIN ("
                        + place.settings() + "*).",
                TokenException.causedBy(cause, LoginException.class),
                cause);
    }

    // For this token alone: the provider is never registered for the whole process.
    private Provider provider(String more) {
        Provider unconfigured = Security.getProvider(PROVIDER);
        if (unconfigured == null) {
            throw new TokenException("This Java has no PKCS#11 provider; use a full JDK.", null);
        }
        String library = place.library().toAbsolutePath().toString();
        if (library.chars().anyMatch(c -> c == '"' || c < ' ')) {
            throw new TokenException("The setting " + place.settings() + "library is not the path of a module.", null);
        }
        try {
            return unconfigured.configure(
                    "--name=sillok\nlibrary=\"" + library + "\"\n" + place.slot() + "\nshowInfo=false\n" + more);
        } catch (RuntimeException e) {
            throw new TokenException(
                    "The PKCS#11 module " + place.library() + " (" + place.settings()
                            + "library) cannot be loaded, or has no such slot (" + place.slot() + ").",
                    e);
        }
    }
}
