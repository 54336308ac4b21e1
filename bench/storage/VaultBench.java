package org.sillok.vault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Randomness;

/** Makes what the room itself hands out only with a database behind it. */
public final class VaultBench {
    private VaultBench() {}

    public static ObjectKey key(Randomness randomness) {
        return new ObjectKey("itm_bench", ObjectId.fresh(randomness), randomness.bytes(32), Bytes.of(new byte[60]));
    }

    public static ObjectWriter writer(int digestThreads) {
        return new ObjectWriter(new VaultConfig() {
            @Override
            public Kind kind() {
                return Kind.FILE;
            }

            @Override
            public Optional<Transit> transit() {
                return Optional.empty();
            }

            @Override
            public Optional<Pkcs11> pkcs11() {
                return Optional.empty();
            }

            @Override
            public Path keyFile() {
                return Path.of("unused");
            }

            @Override
            public Path passphraseFile() {
                return Path.of("unused");
            }

            @Override
            public Duration patience() {
                return Duration.ZERO;
            }

            @Override
            public int digestThreads() {
                return digestThreads;
            }
        });
    }
}
