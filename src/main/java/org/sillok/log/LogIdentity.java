package org.sillok.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.log.core.NoteKey;

/** Which log this is, and the key that signs for it if this process has it. */
final class LogIdentity {
    private final int log;
    private final NoteKey noteKey;
    private final @Nullable Ed25519PrivateKey signer;

    LogIdentity(int log, NoteKey noteKey, @Nullable Ed25519PrivateKey signer) {
        this.log = log;
        this.noteKey = noteKey;
        this.signer = signer;
    }

    /** The log's key in the database. */
    int log() {
        return log;
    }

    String origin() {
        return noteKey.name();
    }

    NoteKey noteKey() {
        return noteKey;
    }

    /** The private key, only if it is the one whose public key the log began with. */
    Optional<Ed25519PrivateKey> signer() {
        return Optional.ofNullable(signer).filter(key -> key.publicKey().equals(noteKey.key()));
    }
}
