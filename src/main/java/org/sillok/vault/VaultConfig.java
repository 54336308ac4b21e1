package org.sillok.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How keys are kept. */
@ConfigMapping(prefix = "sillok.vault")
public interface VaultConfig {
    /** Where the key-encryption key is under which new keys are wrapped. */
    enum Kind {
        /** In the key file. */
        FILE,
        /** In the transit engine of a vault service. */
        TRANSIT,
        /** On a PKCS#11 token. */
        PKCS11
    }

    /**
     * Which vault wraps new keys: file, transit or pkcs11. Keys that another kind wrapped still open while its settings are there;
     * a rotation without a new key moves them.
     */
    @WithDefault("file")
    Kind kind();

    /** A transit engine that speaks the HTTP API of HashiCorp Vault. */
    Optional<Transit> transit();

    /** Where the engine is, and which key of it to use. No defaults here: one would make the whole group present. */
    interface Transit {
        /** Address of the service, for example {@code https://vault.example.org:8200}. */
        Optional<URI> url();

        /** Path under which the engine is mounted. Default {@code transit}. */
        Optional<String> mount();

        /** Name of the key: a symmetric one that was made there before. */
        Optional<String> key();

        /** A file with the token, readable by its owner only; read for each request, so it may be renewed at any time. */
        Optional<Path> tokenFile();

        /** Namespace, where the service has them. */
        Optional<String> namespace();

        /** PEM file with the certificates of the authorities to trust for this service, instead of those of Java. */
        Optional<Path> caCertificate();

        /** How long one use of the key may take, with all repetitions. Default 10 s. */
        Optional<Duration> timeout();
    }

    /** A token with AES keys: a hardware security module, SoftHSM. */
    Optional<Pkcs11> pkcs11();

    /** Where the keys are, in the terms of PKCS#11. No defaults here, as above. */
    interface Pkcs11 {
        /** The token's PKCS#11 module: a shared library on this machine. */
        Optional<Path> library();

        /** The number of the slot that the token is in. */
        Optional<Long> slot();

        /** Instead of its number: which of all slots of the module, with or without a token, counted from 0. Default 0. */
        Optional<Integer> slotListIndex();

        /** A file with the user's PIN, readable by its owner only. */
        Optional<Path> pinFile();

        /** How the labels of the keys begin: {@code LABEL-v1} and so on. Made in the token on first use and by rotations. */
        Optional<String> label();
    }

    /**
     * The file with the key-encryption keys, one a line, the current one first. Created on first use, readable by its
     * owner only. Whoever has this file and the database can read everything: keep a copy of it apart from the
     * database's backups, and know that without it nothing can be read.
     */
    @WithDefault("${sillok.data-dir:data}/keys/kek")
    Path keyFile();

    /**
     * The file with the passphrase under which signing keys are encrypted: its text without white space around it. Made
     * with 256 random bits on first use. Point it to a secret that is mounted apart from the data directory.
     */
    @WithDefault("${sillok.data-dir:data}/keys/passphrase")
    Path passphraseFile();

    /**
     * How long audits, rebuilds and rotations wait for a key vault that is away before they end. Requests never wait
     * longer than one use of the key takes.
     */
    @WithDefault("PT1M")
    Duration patience();

    /**
     * How many large files may be digested on a second thread at one time; further ones use one thread. 0: as many
     * as there are processors.
     */
    @WithDefault("0")
    int digestThreads();
}
