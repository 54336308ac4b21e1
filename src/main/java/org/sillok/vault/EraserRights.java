package org.sillok.vault;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.vault.db.DirectDatabase;
import org.sillok.vault.db.EraserGrants;

/**
 * Gives the eraser its rights at the start, after the migrations: the role may come later than the tables, and may be exchanged
 * for another one. That it cannot be done keeps nothing from starting; erasures then fail and say so.
 */
@ApplicationScoped
public class EraserRights {
    private static final Logger LOG = Logger.getLogger(EraserRights.class);

    private final EraserConfig config;

    EraserRights(EraserConfig config) {
        this.config = config;
    }

    /**
     * Gives it its rights, as the owner of the tables; nothing if it has them.
     *
     * @throws SQLException if there is no such role, or {@code owner} does not own the tables
     */
    public static void grant(String url, String owner, String password, String eraser) throws SQLException {
        EraserGrants.grant(new DirectDatabase(url, owner, password), eraser);
    }

    void onStart(@Observes StartupEvent start) {
        Optional<DirectDatabase> eraser = KeyDestruction.database(config);
        EraserConfig.Owner owner = config.owner();
        if (eraser.isEmpty() || owner.username().isEmpty()) {
            return;
        }
        try {
            grant(
                    eraser.get().url(),
                    owner.username().get(),
                    owner.password().orElse(""),
                    eraser.get().user());
        } catch (SQLException e) {
            LOG.errorf(
                    "The eraser %s got no rights to destroy keys: %s",
                    eraser.get().user(), e.getMessage());
        }
    }
}
