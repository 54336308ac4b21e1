package org.sillok.vault;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;

/**
 * Key-encryption keys in a local file, which is made on first use and read again whenever it has changed, so that all
 * processes that share it follow a rotation, and a file that is put back is used at once. If the file is missing although
 * something was wrapped before, it is lost: no new one is made, because that would hide the loss.
 */
public final class LocalKeyVault implements KeyVault {
    static final String PREFIX = "local-";

    private static final String WRAP = "sillok/vault/kek/1";
    private static final byte[] IDENTITY = AssociatedData.of("sillok/vault/kek-id/1");
    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 20;

    private record Keys(KekFile.Version version, String current, Map<String, byte[]> byId) {}

    private final KekFile file;
    private final Randomness randomness;
    private final BooleanSupplier nothingWrappedYet;
    private volatile @Nullable Keys keys;
    private volatile boolean inUse;

    /** {@code nothingWrappedYet} tells whether a missing file may be made; it is asked only then, and not after a no. */
    LocalKeyVault(KekFile file, Randomness randomness, BooleanSupplier nothingWrappedYet) {
        this.file = file;
        this.randomness = randomness;
        this.nothingWrappedYet = nothingWrappedYet;
    }

    @Override
    public WrappedKey wrap(byte[] associatedData, byte[] key) {
        Keys held = keys();
        byte[] kek = Optional.ofNullable(held.byId().get(held.current())).orElseThrow();
        byte[] nonce = randomness.bytes(Envelope.NONCE_LENGTH);
        byte[] sealed = Envelope.seal(kek, nonce, bound(associatedData), key);
        if (!Arrays.equals(open(kek, associatedData, sealed), key)) {
            throw new IllegalStateException("what was sealed does not open");
        }
        inUse = true;
        return new WrappedKey(held.current(), Bytes.of(sealed));
    }

    @Override
    public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
        byte[] kek = keys().byId().get(wrapped.kekId());
        if (kek == null) {
            // Over a network the file may have changed although its attributes still are those of before: opening it
            // tells.
            kek = load().byId().get(wrapped.kekId());
        }
        if (kek == null) {
            throw file.unusable(
                    KeyTrouble.OTHER_KEY,
                    "does not hold the key " + wrapped.kekId()
                            + " that is in use; restore the file from your copy, or add that key as a further line");
        }
        return open(kek, associatedData, wrapped.bytes().toArray());
    }

    private static byte[] open(byte[] kek, byte[] associatedData, byte[] sealed) {
        try {
            return Envelope.open(kek, bound(associatedData), sealed);
        } catch (CiphertextInvalidException e) {
            throw new SealBrokenException("a wrapped key", e);
        }
    }

    @Override
    public String currentKekId() {
        return keys().current();
    }

    @Override
    public Optional<String> existingKekId() {
        return file.version().isEmpty() && mayBeMade() ? Optional.empty() : Optional.of(keys().current());
    }

    @Override
    public synchronized void makeKey() {
        keys();
        byte[] key = randomness.bytes(KEY_LENGTH);
        file.putFirst(key);
        if (!load().current().equals(idOf(key))) {
            throw file.unusable(KeyTrouble.OTHER_KEY, "was written by somebody else at the same time; try again");
        }
    }

    private static byte[] bound(byte[] associatedData) {
        byte[] domain = AssociatedData.of(WRAP);
        byte[] bound = Arrays.copyOf(domain, domain.length + associatedData.length);
        System.arraycopy(associatedData, 0, bound, domain.length, associatedData.length);
        return bound;
    }

    private Keys keys() {
        Keys held = keys;
        if (held != null && file.version().filter(held.version()::equals).isPresent()) {
            return held;
        }
        return load();
    }

    // Asked before it is our turn, and of the database only until the answer is known: whoever comes here may hold one
    // of
    // its connections, and shall not wait, before those who do as well, for another.
    private Keys load() {
        boolean mayBeMade = file.version().isEmpty() && mayBeMade();
        return load(mayBeMade);
    }

    private boolean mayBeMade() {
        if (!inUse && !nothingWrappedYet.getAsBoolean()) {
            inUse = true;
        }
        return !inUse;
    }

    // The version is looked at before the content: one that is written in between is read again next time.
    private synchronized Keys load(boolean mayBeMade) {
        Optional<KekFile.Version> version = file.version();
        if (version.isEmpty()) {
            // Meanwhile another thread may have made it and used it.
            create(mayBeMade && !inUse);
            version = file.version();
        }
        Optional<List<byte[]>> content = file.read();
        if (version.isEmpty() || content.isEmpty()) {
            throw file.unusable(KeyTrouble.MISSING, "vanished while it was read");
        }
        Keys loaded = index(version.get(), content.get());
        keys = loaded;
        return loaded;
    }

    private void create(boolean mayBeMade) {
        if (!mayBeMade) {
            throw file.unusable(
                    KeyTrouble.MISSING,
                    "is missing although keys in the database are wrapped with it; restore it from your copy");
        }
        file.create(randomness.bytes(KEY_LENGTH));
    }

    private static Keys index(KekFile.Version version, List<byte[]> keys) {
        Map<String, byte[]> byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.put(idOf(key), key));
        return new Keys(version, byId.keySet().iterator().next(), byId);
    }

    /** Whether the key file {@code path} has all of {@code keks} that belong into such a file; others do not count. */
    public static boolean holds(Path path, List<String> keks) {
        try {
            return holds(new KekFile(path).read().orElse(List.of()), keks);
        } catch (KekUnavailableException e) {
            return false;
        }
    }

    /** Those of {@code keks} that do not belong into such a file. */
    public static List<String> elsewhere(List<String> keks) {
        return keks.stream().filter(kek -> !kek.startsWith(PREFIX)).toList();
    }

    private static boolean holds(List<byte[]> keys, List<String> keks) {
        return keys.stream()
                .map(LocalKeyVault::idOf)
                .toList()
                .containsAll(keks.stream().filter(kek -> kek.startsWith(PREFIX)).toList());
    }

    /**
     * A key file that lacks nothing of {@code keks} that either of two has: {@code other} if that has all, else the keys of
     * both, the current one of {@code file} first if it is among {@code keks}.
     */
    public static byte[] joined(byte[] file, byte[] other, List<String> keks) {
        List<byte[]> mine = KekFile.keys(file).orElse(List.of());
        List<byte[]> theirs = KekFile.keys(other).orElse(List.of());
        if (mine.isEmpty() || holds(theirs, keks)) {
            return other.clone();
        }
        boolean current = keks.contains(idOf(mine.get(0)));
        Map<String, byte[]> all = new LinkedHashMap<>();
        (current ? mine : theirs).forEach(key -> all.put(idOf(key), key));
        (current ? theirs : mine).forEach(key -> all.putIfAbsent(idOf(key), key));
        return KekFile.text(List.copyOf(all.values()));
    }

    /** The key file {@code file}, with those of {@code keks} behind its own keys that only {@code other} has. */
    public static byte[] added(byte[] file, byte[] other, List<String> keks) {
        List<byte[]> mine = KekFile.keys(file).orElse(List.of());
        List<byte[]> theirs = KekFile.keys(other).orElse(List.of()).stream()
                .filter(key -> keks.contains(idOf(key)) && !holds(mine, List.of(idOf(key))))
                .toList();
        return mine.isEmpty() || theirs.isEmpty()
                ? file
                : KekFile.text(Stream.concat(mine.stream(), theirs.stream()).toList());
    }

    /** A key file with those of {@code keks} that {@code file} has; empty if it has none. */
    public static Optional<byte[]> only(byte[] file, List<String> keks) {
        List<byte[]> keys = KekFile.keys(file).orElse(List.of()).stream()
                .filter(key -> keks.contains(idOf(key)))
                .toList();
        return keys.isEmpty() ? Optional.empty() : Optional.of(KekFile.text(keys));
    }

    /** An identifier that follows from the key, so that a wrong key cannot pass for the right one. */
    private static String idOf(byte[] key) {
        return PREFIX + Sha2.sha256(IDENTITY, key).hex().substring(0, ID_LENGTH);
    }
}
