package org.sillok.monitor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

    /** Whether the log serves a key now, and it is one that the policy knows. */
    static boolean isTrusted(LogSource source, LogPolicy policy) throws SourceException {
        return vkey(source).filter(key -> isTrusted(key, policy)).isPresent();
    }

    static boolean isTrusted(String vkey, LogPolicy policy) {
        return policy.logs().stream().anyMatch(log -> log.key().vkey().equals(vkey));
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
        return source.find(path, LONGEST).map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8));
    }
}
