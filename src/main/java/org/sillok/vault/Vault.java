package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.crypto.Hmac;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;
import org.sillok.vault.db.VaultRepository;

/**
 * Use cases of the vault. What stores or loads joins the caller's transaction. Every method may throw
 * {@link KekUnavailableException}; nothing is kept in memory between calls but the key-encryption key and the
 * fingerprint key.
 */
@ApplicationScoped
public class Vault {
    private static final String SEAL = "sillok/vault/seal/1";
    private static final String OBJECT_KEY = "sillok/vault/object-key/1";
    private static final int KEY_LENGTH = 32;

    private final SubjectKeyring keyring;
    private final RepositorySecret secret;
    private final VaultRepository repository;
    private final Randomness randomness;

    Vault(SubjectKeyring keyring, RepositorySecret secret, VaultRepository repository, Randomness randomness) {
        this.keyring = keyring;
        this.secret = secret;
        this.repository = repository;
        this.randomness = randomness;
    }

    /** Fresh keys for {@code subject}, in memory; nothing is stored. */
    public SubjectKeys generate(String subject) {
        return keyring.generate(subject);
    }

    /** Stores the wrapped form of new keys. A subject that has keys, or had keys that were destroyed, is an error. */
    public void store(SubjectKeys keys) {
        keyring.store(keys);
    }

    /**
     * The keys of {@code subject}. A destroyed or missing key is found out when it is used:
     * {@link KeyDestroyedException}, {@link KeyMissingException}.
     */
    public SubjectKeys keysOf(String subject) {
        return keyring.load(subject);
    }

    /**
     * Whether what keeps the keys of {@code subject} from being opened is a matter of these keys alone, and no key-encryption
     * key that is away: they are said to be wrapped by one that is not in use, or the repository's own open.
     */
    public boolean isOfKeysAlone(String subject) {
        if (keyring.isUnderUnusedKek(subject)) {
            return true;
        }
        try {
            return !subject.equals(RepositoryKeys.SUBJECT)
                    && !keyring.load(RepositoryKeys.SUBJECT).isEmpty();
        } catch (KekUnavailableException | SealBrokenException e) {
            return false;
        }
    }

    /** The keys of each of {@code subjects}, in one query. One that does not open is found out when it is used. */
    public Map<String, SubjectKeys> keysOf(Collection<String> subjects) {
        return keyring.load(subjects);
    }

    /**
     * The keys of {@code subject}, made and stored if it never had any. Of several transactions that do so at once,
     * all get the keys of the first to commit; the others wait for it. Not for the isolation level SERIALIZABLE.
     */
    public SubjectKeys keysOfOrNew(String subject) {
        return keyring.loadOrNew(subject);
    }

    /**
     * Destroys the content key of a bundle that has ended, for ever: what was sealed with it is gone. The database refuses it
     * for everything else. Harmless when repeated.
     *
     * @throws IllegalStateException if there is no such bundle, or it has not ended
     */
    public void destroyContentKeyOfBundle(BundleId bundle) {
        if (!repository.destroyKeyOfBundle(bundle.value())) {
            throw new IllegalStateException("the key of " + bundle + " is still needed");
        }
    }

    /**
     * Seals a small value. {@code context} names what it is and which one, for example {@code metadata/3}: it opens
     * under the same context only.
     */
    public byte[] seal(SubjectKeys keys, KeyUse use, String context, byte[] plain) {
        byte[] key = keys.require(use).key();
        return Envelope.seal(key, randomness.bytes(Envelope.NONCE_LENGTH), binding(keys, use, context), plain);
    }

    /**
     * Opens what {@link #seal} returned.
     *
     * @throws SealBrokenException if the bytes, the subject, the use or the context differ
     */
    public byte[] open(SubjectKeys keys, KeyUse use, String context, byte[] sealed) {
        byte[] key = keys.require(use).key();
        try {
            return Envelope.open(key, binding(keys, use, context), sealed);
        } catch (CiphertextInvalidException e) {
            throw new SealBrokenException(context + " of " + keys.subject(), e);
        }
    }

    /** A fresh key for {@code object}, wrapped by the subject's content key; nothing is stored. */
    public ObjectKey newObjectKey(SubjectKeys keys, ObjectId object) {
        byte[] key = randomness.bytes(KEY_LENGTH);
        byte[] nonce = randomness.bytes(Envelope.NONCE_LENGTH);
        byte[] wrapped = Envelope.seal(keys.require(KeyUse.CONTENT).key(), nonce, binding(keys.subject(), object), key);
        return new ObjectKey(keys.subject(), object, key, Bytes.of(wrapped));
    }

    /** Those of these objects that have a key here: somebody has recorded them. */
    public Set<ObjectId> withKeys(Collection<ObjectId> objects) {
        return Set.copyOf(wrappedKeys(objects).keySet());
    }

    /** The wrapped keys of those of these objects that have one here, in one query. */
    public Map<ObjectId, Bytes> wrappedKeys(Collection<ObjectId> objects) {
        return repository.objectKeys(objects.stream().map(ObjectId::value).toList());
    }

    /** Stores the wrapped form of a new object key. */
    public void store(ObjectKey key) {
        repository.insertObjectKey(key.object(), key.subject(), key.wrapped());
    }

    /**
     * The key of one of the subject's objects.
     *
     * @throws KeyMissingException if the subject has no such object
     */
    public ObjectKey objectKey(SubjectKeys keys, ObjectId object) {
        return objectKey(
                keys,
                object,
                repository
                        .objectKey(object, keys.subject())
                        .orElseThrow(() -> new KeyMissingException(object.value())));
    }

    /**
     * The key of an object whose wrapped key is at hand: of what is not evidence yet, or one of many.
     *
     * @throws SealBrokenException if it was wrapped for another subject or object
     */
    public ObjectKey objectKey(SubjectKeys keys, ObjectId object, Bytes wrapped) {
        byte[] content = keys.require(KeyUse.CONTENT).key();
        try {
            byte[] key = Envelope.open(content, binding(keys.subject(), object), wrapped.toArray());
            return new ObjectKey(keys.subject(), object, key, wrapped);
        } catch (CiphertextInvalidException e) {
            throw new SealBrokenException("the key of " + object, e);
        }
    }

    /**
     * A stream that encrypts into {@code sink}, which it closes. Closing it writes the last segment; an object whose
     * stream was not closed cannot be read.
     */
    public OutputStream encrypt(ObjectKey key, OutputStream sink) throws IOException {
        return ObjectCipher.encrypt(key, sink);
    }

    /**
     * The plain bytes of a stored object at any position. Reading a segment that was altered fails; whether the end
     * was cut off is found out by reading the end. {@link ObjectReader} checks the length as well.
     */
    public SeekableByteChannel decrypt(ObjectKey key, SeekableByteChannel stored) {
        try {
            return new PlainChannel(key.object(), ObjectCipher.decrypt(key, stored));
        } catch (IOException e) {
            throw new ObjectDamagedException(key.object(), "it cannot be opened", e);
        }
    }

    /**
     * A keyed digest that tells whether two requests were the same and nothing to who does not hold the keys: the same
     * for all processes of one repository.
     */
    public byte[] fingerprint(byte[] data) {
        return Hmac.sha256(secret.fingerprintKey(), data);
    }

    private static byte[] binding(SubjectKeys keys, KeyUse use, String context) {
        return AssociatedData.of(SEAL, keys.subject(), use.name(), context);
    }

    private static byte[] binding(String subject, ObjectId object) {
        return AssociatedData.of(OBJECT_KEY, subject, object.value());
    }
}
