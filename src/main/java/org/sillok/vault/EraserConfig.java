package org.sillok.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The login that destroys keys: a role of its own, because the one the program works as can store keys and cannot lose one.
 * Set at the start, from the program's own database or from {@code sillok.database.eraser.*}. Without it nothing is erased.
 */
@ConfigMapping(prefix = "sillok.vault.eraser")
public interface EraserConfig {
    /** A direct connection to PostgreSQL; default: that of the service. */
    @WithDefault("${quarkus.datasource.jdbc.url:}")
    Optional<String> url();

    /** The role's name; set at the start. */
    Optional<String> username();

    /** The role's password; set at the start. */
    Optional<String> password();

    /** Who grants it its rights. */
    Owner owner();

    /** The role that owns the schemas; default: the one that runs the migrations. */
    interface Owner {
        /** Its name. */
        @WithDefault("${quarkus.flyway.username:}")
        Optional<String> username();

        /** Its password. */
        @WithDefault("${quarkus.flyway.password:}")
        Optional<String> password();
    }
}
