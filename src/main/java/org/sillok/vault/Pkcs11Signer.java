package org.sillok.vault;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.Certificate;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Signer;

/**
 * A P-256 key that stays on a PKCS#11 token. The token must hold the private key and a certificate for it under one
 * label: that is how Java finds it, and where the public key comes from. What the certificate says besides the key is
 * ignored. Thread-safe. While the token fails, so does every call; one logs in anew as often as {@link Pkcs11Token}
 * allows, so a token that comes back is used again.
 */
public final class Pkcs11Signer implements Signer {
    private static final String SETTINGS = "sillok.custody.pkcs11.";

    /**
     * Where the key is.
     *
     * @param library the token's PKCS#11 module
     * @param slotListIndex which of all slots of the module, with or without a token, counted from 0
     * @param pinFile the file with the user's PIN
     * @param label of the private key and its certificate
     */
    public record Place(Path library, int slotListIndex, Path pinFile, String label) {}

    // Providers and keys of two sessions may be equal; the number tells them apart.
    private record Session(Provider provider, PrivateKey key, P256PublicKey publicKey, int number) {}

    private final Place place;
    private final Pkcs11Token token;
    private final P256PublicKey publicKey;
    private volatile Session session;

    private Pkcs11Signer(Place place) {
        this.place = place;
        this.token = new Pkcs11Token(new Pkcs11Token.Place(
                place.library(), "slotListIndex=" + place.slotListIndex(), place.pinFile(), SETTINGS));
        this.session = login(0);
        this.publicKey = session.publicKey();
    }

    /**
     * Logs in to a token and finds a key.
     *
     * @throws TokenException if the token cannot be opened, or has no such key
     */
    public static Pkcs11Signer open(Place place) {
        return new Pkcs11Signer(place);
    }

    private Session login(int number) {
        Pkcs11Token.Session opened = token.open();
        try {
            Certificate certificate = opened.store().getCertificate(place.label());
            if (certificate == null || !(opened.store().getKey(place.label(), null) instanceof PrivateKey key)) {
                throw new TokenException(
                        "The token has no private key with a certificate under the label '" + place.label() + "' ("
                                + SETTINGS + "label).",
                        null);
            }
            byte[] spki = certificate.getPublicKey().getEncoded();
            return new Session(opened.provider(), key, P256PublicKey.ofSpki(spki), number);
        } catch (KeyFormatException e) {
            throw new TokenException("The key '" + place.label() + "' on the token is not a P-256 key.", e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw token.unusable(e);
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

    // One at a time: the others use what the first has opened.
    private synchronized void reopen(Session failed, Exception cause) {
        if (session.number() != failed.number()) {
            return;
        }
        Session fresh = login(failed.number() + 1);
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
