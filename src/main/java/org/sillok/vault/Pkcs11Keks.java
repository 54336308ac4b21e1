package org.sillok.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Randomness;

/**
 * The AES keys of one name on a token: labelled {@code NAME-v1}, {@code NAME-v2-…}, the highest number the current one. They are
 * read again and again, so that all processes that share a token follow a rotation. A key is added and none is ever
 * changed or taken out. Thread-safe.
 */
final class Pkcs11Keks {
    private static final int KEY_BITS = 256;

    /**
     * What the token held.
     *
     * @param login counts the sessions, {@code reading} the looks at the token
     * @param keys the newest first
     */
    record Held(Pkcs11Token.Session session, int login, int reading, List<Pkcs11Kek> keys, long readAt) {
        Optional<Pkcs11Kek> newest() {
            return keys.stream().findFirst();
        }

        Optional<Pkcs11Kek> find(String id) {
            return keys.stream().filter(key -> key.id().equals(id)).findFirst();
        }
    }

    private final Pkcs11Token token;
    private final String name;
    private final Pattern labels;
    private final Duration fresh;
    private final Randomness randomness;
    private volatile @Nullable Held held;
    private int logins;
    private int readings;

    /** {@code fresh}: what was read so recently is not read again. */
    Pkcs11Keks(Pkcs11Token token, String name, Duration fresh, Randomness randomness) {
        this.token = token;
        this.name = name;
        this.labels = Pattern.compile(Pattern.quote(name) + "-v([1-9][0-9]{0,8})(-[0-9a-z]+)?");
        this.fresh = fresh;
        this.randomness = randomness;
    }

    Held held() {
        Held seen = held;
        return seen != null && System.nanoTime() - seen.readAt() < fresh.toNanos() ? seen : reread(seen);
    }

    /** What is there now, unless another thread has looked since {@code seen}. */
    synchronized Held reread(@Nullable Held seen) {
        Held recent = held;
        if (recent == null) {
            return login();
        } else if (seen == null || recent.reading() != seen.reading()) {
            return recent;
        }
        try {
            return keep(recent.session(), token.reread(recent.session()));
        } catch (TokenException | GeneralSecurityException | ProviderException e) {
            return login();
        }
    }

    /** The same in a new session, for one that failed. */
    synchronized Held reopen(Held failed) {
        Held recent = held;
        return recent != null && recent.login() != failed.login() ? recent : login();
    }

    private Held login() {
        Pkcs11Token.Session session = token.open();
        logins++;
        try {
            return keep(session, session.store());
        } catch (GeneralSecurityException | ProviderException e) {
            throw token.unusable(e);
        }
    }

    private Held keep(Pkcs11Token.Session session, KeyStore store) throws GeneralSecurityException {
        long now = System.nanoTime();
        List<Pkcs11Kek> keys = new ArrayList<>();
        for (String label : Collections.list(store.aliases())) {
            Matcher form = labels.matcher(label);
            if (form.matches() && store.getKey(label, null) instanceof SecretKey key) {
                requireKept(label, key);
                keys.add(Pkcs11Kek.of(label, Integer.parseInt(form.group(1)), session.provider(), key));
            }
        }
        keys.sort(Comparator.comparingInt(Pkcs11Kek::version)
                .thenComparing(Pkcs11Kek::label)
                .reversed());
        Held read = new Held(session, logins, ++readings, List.copyOf(keys), now);
        held = read;
        return read;
    }

    private static void requireKept(String label, SecretKey key) {
        if (key.getEncoded() != null) {
            throw new KekUnavailableException(
                    KeyTrouble.TOKEN_ANSWER,
                    "The key '" + label
                            + "' can be read out of the token: make one that is sensitive and not extractable.",
                    null);
        }
    }

    /** Makes a key that follows all others; one of several processes at a time. Its label is one that nobody else gives. */
    Held add() {
        int version = reread(held).newest().map(Pkcs11Kek::version).orElse(0) + 1;
        String label = name + "-v" + version + "-" + HexFormat.of().formatHex(randomness.bytes(4));
        // Made where it stays. Storing one in a KeyStore would replace, and so destroy, a key of the same label.
        String attributes = "attributes(generate, CKO_SECRET_KEY, CKK_AES) = {\nCKA_LABEL = 0h"
                + HexFormat.of().formatHex(label.getBytes(StandardCharsets.US_ASCII))
                + "\nCKA_TOKEN = true\nCKA_PRIVATE = true\nCKA_SENSITIVE = true\nCKA_EXTRACTABLE = false"
                + "\nCKA_ENCRYPT = true\nCKA_DECRYPT = true\nCKA_WRAP = false\nCKA_UNWRAP = false\n}\n";
        try {
            Provider provider = token.login(attributes).provider();
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(KEY_BITS);
            generator.generateKey();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KekUnavailableException(
                    KeyTrouble.TOKEN_ANSWER,
                    "The token does not make an AES key: look at its log, at what the user may do there and at the space"
                            + " left; or make '" + name + "-v" + version + "' there yourself.",
                    e);
        }
        return reread(held);
    }
}
