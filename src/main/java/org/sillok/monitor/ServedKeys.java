package org.sillok.monitor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;

/** The keys that the log itself serves: a copy to compare with, or to begin with for want of a better one. */
final class ServedKeys {
    private static final int LONGEST = 1 << 20;

    private ServedKeys() {}

    /** The log's Ed25519 key as it is served now, if it is. */
    static Optional<String> vkey(LogSource source) throws SourceException {
        return text(source, "vkey").map(String::strip);
    }

    /** The policy that the log serves, or one made of its key. */
    static LogPolicy policy(LogSource source) throws SourceException {
        try {
            Optional<String> policy = text(source, "policy");
            if (policy.isPresent()) {
                return LogPolicy.parse(policy.get());
            }
            Optional<String> key = vkey(source);
            if (key.isPresent()) {
                return LogPolicy.of(NoteKey.parse(key.get()));
            }
        } catch (InvalidNoteException e) {
            throw new SourceException(SourceException.Kind.UNUSABLE, "the log serves no policy that can be read");
        }
        throw new SourceException(SourceException.Kind.UNUSABLE, "the log serves neither policy nor key");
    }

    private static Optional<String> text(LogSource source, String path) throws SourceException {
        try {
            Bytes bytes = source.read(path, LONGEST);
            return Optional.of(new String(bytes.toArray(), StandardCharsets.UTF_8));
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
