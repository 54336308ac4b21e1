package org.sillok.platform.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.sillok.platform.Boot;
import org.sillok.platform.DatabaseConfig;
import org.sillok.platform.DatabaseMigration;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;

/** {@code sillok migrate}: brings a configured database to the version of this program, without starting a service. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Bring the database in SILLOK_DATABASE_URL to the version of this program, as its owner, and end.",
            "Services that are started without the owner's login afterwards can work with it and change no table.",
            "Exit code 0: it is at that version. 2: it is not, and one line says why."
        })
public final class MigrateCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        try {
            DatabaseMigration.Done done =
                    DatabaseMigration.run(Boot.configuration().getConfigMapping(DatabaseConfig.class));
            boolean moved = !done.before().equals(Optional.of(done.now()));
            System.out.println(
                    moved
                            ? "The database is at version " + done.now() + " now; it was "
                                    + done.before()
                                            .map(before -> "at " + before)
                                            .orElse("empty") + "."
                            : "The database is at version " + done.now() + " already.");
            if (!done.eraserReady()) {
                System.out.println("No role that destroys keys is named (SILLOK_DATABASE_ERASER_USERNAME):"
                        + " it gets its rights when it is.");
            }
            return 0;
        } catch (StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }
}
