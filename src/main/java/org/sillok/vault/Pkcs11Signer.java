package org.sillok.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Signer;

/**
 * A P-256 key that stays on a PKCS#11 token (a hardware security module, a smart card, SoftHSM). The token must hold the
 * private key and a certificate for it under one label: that is how Java finds it, and where the public key comes from.
 * What the certificate says besides the key is ignored. Thread-safe. While the token fails, so does every call; at
 * most twice a minute one logs in anew, so a token that comes back is used again.
 */
public final class Pkcs11Signer implements Signer {
    private static final String PROVIDER = "SunPKCS11";
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final String SETTINGS = "sillok.custody.pkcs11.";

    /**
     * Where the key is.
     *
     * @param library the token's PKCS#11 module
     * @param slotListIndex which of the slots that have a token, counted from 0
     * @param pinFile the file with the user's PIN
     * @param label of the private key and its certificate
     */
    public record Place(Path library, int slotListIndex, Path pinFile, String label) {}

    // Providers and keys of two sessions may be equal; the time tells them apart.
    private record Session(Provider provider, PrivateKey key, P256PublicKey publicKey, long openedAt) {}

    private final Place place;
    private final P256PublicKey publicKey;
    private volatile Session session;
    private boolean attempted;
    private long lastAttempt;

    private Pkcs11Signer(Place place, Session session) {
        this.place = place;
        this.session = session;
        this.publicKey = session.publicKey();
    }

    /**
     * Logs in to a token and finds a key.
     *
     * @throws TokenException if the token cannot be opened, or has no such key
     */
    public static Pkcs11Signer open(Place place) {
        return new Pkcs11Signer(place, login(place));
    }

    private static Session login(Place place) {
        char[] pin = new SecretFile(place.pinFile(), SETTINGS + "pin-file")
                .read()
                .map(content -> new String(content, StandardCharsets.UTF_8).strip())
                .orElseThrow(() -> new TokenException(
                        "The file with the token's PIN is missing (" + SETTINGS + "pin-file).", null))
                .toCharArray();
        try {
            Provider provider = provider(place);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            Certificate certificate = store.getCertificate(place.label());
            if (certificate == null || !(store.getKey(place.label(), null) instanceof PrivateKey key)) {
                throw new TokenException(
                        "The token has no private key with a certificate under the label '" + place.label() + "' ("
                                + SETTINGS + "label).",
                        null);
            }
            byte[] spki = certificate.getPublicKey().getEncoded();
            return new Session(provider, key, P256PublicKey.ofSpki(spki), System.nanoTime());
        } catch (KeyFormatException e) {
            throw new TokenException("The key '" + place.label() + "' on the token is not a P-256 key.", e);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new TokenException(
                    "The token behind " + place.library() + " cannot be used: check the library, the slot and the PIN ("
                            + SETTINGS + "*).",
                    e);
        }
    }

    // Configured for this object alone: the provider is never registered for the whole process.
    private static Provider provider(Place place) {
        Provider unconfigured = Security.getProvider(PROVIDER);
        if (unconfigured == null) {
            throw new TokenException("This Java has no PKCS#11 provider; use a full JDK.", null);
        }
        try {
            return unconfigured.configure(
                    "--name=sillok\nlibrary=\"" + place.library().toAbsolutePath() + "\"\nslotListIndex="
                            + place.slotListIndex() + "\nshowInfo=false\n");
        } catch (RuntimeException e) {
            throw new TokenException(
                    "The PKCS#11 module " + place.library() + " (" + SETTINGS
                            + "library) cannot be loaded, or has no slot " + place.slotListIndex() + ".",
                    e);
        }
    }

    @Override
    public byte[] sign(byte[] message) {
        Session used = session;
        try {
            return sign(used, message);
        } catch (GeneralSecurityException | ProviderException | KeyFormatException e) {
            reopen(used, e);
        }
        try {
            return sign(session, message);
        } catch (GeneralSecurityException | ProviderException | KeyFormatException e) {
            throw new TokenException("The token that holds the statement key does not sign.", e);
        }
    }

    // One at a time and not often: a token locks itself after a few logins with a wrong PIN.
    private synchronized void reopen(Session failed, Exception cause) {
        if (!session.equals(failed)) {
            return;
        }
        long now = System.nanoTime();
        if (attempted && now - lastAttempt < PAUSE.toNanos()) {
            throw new TokenException("The token that holds the statement key does not sign.", cause);
        }
        attempted = true;
        lastAttempt = now;
        Session fresh = login(place);
        if (!fresh.publicKey().equals(publicKey)) {
            throw new TokenException("The token holds another key than when the service started.", cause);
        }
        session = fresh;
    }

    private static byte[] sign(Session session, byte[] message) throws GeneralSecurityException, KeyFormatException {
        Signature signature = Signature.getInstance("SHA256withECDSA", session.provider());
        signature.initSign(session.key());
        signature.update(message);
        return LowS.of(signature.sign());
    }

    @Override
    public P256PublicKey publicKey() {
        return publicKey;
    }
}
