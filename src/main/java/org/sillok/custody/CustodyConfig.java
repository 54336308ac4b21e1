package org.sillok.custody;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Keys and sessions of custody statements. */
@ConfigMapping(prefix = "sillok.custody")
public interface CustodyConfig {
    /** The file with the P-256 key that signs statements: PKCS#8 PEM, encrypted. Made on first use. */
    @WithDefault("${sillok.data-dir}/keys/statement.key")
    Path keyFile();

    /** A token that holds the P-256 key, instead of the file. */
    Optional<Pkcs11> pkcs11();

    /** Where the key is, in the terms of PKCS#11. */
    interface Pkcs11 {
        /** The token's PKCS#11 module: a shared library on this machine. */
        Path library();

        /** Which of all slots of the module, with or without a token, counted from 0; the first if it is not set. */
        OptionalInt slotListIndex();

        /** The file with the user's PIN, readable by its owner only. */
        Path pinFile();

        /** The label that the private key and its certificate have. */
        String label();
    }

    /** How long repeated reads of one thing by one caller for one purpose count as one. */
    @WithDefault("PT15M")
    Duration readingSession();
}
