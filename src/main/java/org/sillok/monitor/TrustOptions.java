package org.sillok.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;
import org.sillok.monitor.StateFiles.UnusableException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whom the caller trusts, got by another way than the log. */
final class TrustOptions {
    private static final int LONGEST = 1 << 20;

    /** One of two ways to say it. */
    static final class Given {
        @Option(
                names = "--policy",
                paramLabel = "FILE",
                description = "The log's keys and which of them must have signed (C2SP tlog-policy).")
        private @Nullable Path policy;

        @Option(names = "--key", paramLabel = "VKEY", description = "The log's key alone, as NAME+ID+BASE64.")
        private @Nullable String key;
    }

    @ArgGroup
    private @Nullable Given given;

    /** The policy; empty if none was given. */
    Optional<LogPolicy> policy() throws UnusableException {
        Given trust = given;
        if (trust == null) {
            return Optional.empty();
        }
        try {
            if (trust.policy != null) {
                return Optional.of(LogPolicy.parse(text(trust.policy)));
            }
            return trust.key == null ? Optional.empty() : Optional.of(LogPolicy.of(NoteKey.parse(trust.key.strip())));
        } catch (InvalidNoteException e) {
            throw new UnusableException("the trusted key or policy cannot be read: " + e.getMessage());
        }
    }

    static String text(Path file) throws UnusableException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Path file) throws UnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UnusableException(file + " is too long to be what it should be");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read");
        }
    }
}
