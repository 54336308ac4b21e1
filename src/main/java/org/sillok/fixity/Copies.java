package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.vault.Fixity;
import org.sillok.vault.ObjectReader;

/** Reads a copy of an object in full and says what is wrong with it. */
@ApplicationScoped
class Copies {
    private final ObjectReader evidence;

    Copies(ObjectReader evidence) {
        this.evidence = evidence;
    }

    /** Whether there are such copies. */
    boolean has(Copy copy) {
        return copy == Copy.EVIDENCE;
    }

    /**
     * Empty if the copy is what was recorded.
     *
     * @throws org.sillok.storage.StorageException or {@link java.io.UncheckedIOException} if the store does not hand it
     *     out; that says nothing about the copy
     */
    Optional<Damage> check(StatedObject object, Copy copy, IntConsumer pace) {
        Fixity fixity = evidence.check(object.object(), object.storedLength(), object.cipherSha256(), pace);
        if (fixity instanceof Fixity.Intact) {
            return Optional.empty();
        } else if (fixity instanceof Fixity.Missing) {
            return Optional.of(Damage.MISSING);
        }
        return Optional.of(fixity instanceof Fixity.OtherLength ? Damage.OTHER_LENGTH : Damage.OTHER_DIGEST);
    }
}
