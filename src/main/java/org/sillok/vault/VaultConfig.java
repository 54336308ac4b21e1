package org.sillok.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** How keys are kept. */
@ConfigMapping(prefix = "sillok.vault")
public interface VaultConfig {
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
     * How many large files may be digested on a second thread at one time; further ones use one thread. 0: as many
     * as there are processors.
     */
    @WithDefault("0")
    int digestThreads();
}
