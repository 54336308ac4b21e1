package org.sillok.platform;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sillok.platform.postgres.DatabaseLogin;

/**
 * A PostgreSQL of one's own ({@code SILLOK_DATABASE_URL} and so on). Without {@code url} the program runs its own server in
 * the data directory.
 */
@ConfigMapping(prefix = "sillok.database")
public interface DatabaseConfig {
    /** For example {@code jdbc:postgresql://db.example.org:5432/sillok?sslmode=verify-full}. */
    Optional<String> url();

    /**
     * The role that owns the schemas and runs the migrations. A service that is started without it changes no table, makes no
     * backups, and needs a database that {@code sillok migrate} has prepared.
     */
    Login owner();

    /** The role the program works as: neither superuser nor owner. See {@code deploy/postgres/roles.sql}. */
    Login app();

    /**
     * The role that destroys keys, and does nothing else. Without it nothing is erased. See
     * {@code deploy/postgres/roles.sql}.
     */
    Login eraser();

    /** A role's name and password; the password directly or, better, in a file. */
    interface Login {
        /** The role's name. */
        Optional<String> username();

        /** The role's password; better in a file. */
        Optional<String> password();

        /** A file whose text, without white space at both ends, is the password. */
        Optional<String> passwordFile();

        /** Whether anything of it is set. */
        default boolean isGiven() {
            return username().isPresent()
                    || password().isPresent()
                    || passwordFile().isPresent();
        }

        /** Both together; {@code name} is {@code owner}, {@code app} or {@code eraser}, for the message. */
        default DatabaseLogin resolve(String name) {
            String prefix = "SILLOK_DATABASE_" + name.toUpperCase(Locale.ROOT);
            String user = username()
                    .orElseThrow(() -> new StartFailure("SILLOK_DATABASE_URL is set, " + prefix + "_USERNAME is not."));
            if (password().isPresent() == passwordFile().isPresent()) {
                throw new StartFailure("Set one of " + prefix + "_PASSWORD_FILE and " + prefix + "_PASSWORD.");
            }
            return new DatabaseLogin(
                    user, password().orElseGet(() -> read(prefix, passwordFile().orElseThrow())));
        }

        private static String read(String prefix, String file) {
            try {
                return PrivateFiles.read(Path.of(file));
            } catch (IOException e) {
                throw new StartFailure("The file in " + prefix + "_PASSWORD_FILE cannot be read: " + file, e);
            }
        }
    }
}
