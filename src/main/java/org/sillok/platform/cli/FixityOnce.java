package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.sillok.fixity.FixityDesk;
import org.sillok.fixity.FixityJson;

/** The program for one look at fixity, without its HTTP side: what runs when no service does. */
public class FixityOnce implements QuarkusApplication {
    private final FixityDesk desk;

    FixityOnce(FixityDesk desk) {
        this.desk = desk;
    }

    /** Argument: {@code json} or {@code words}. */
    @Override
    public int run(String... arguments) {
        return FixityScreen.ofTerminal(arguments[0].equals(AuditOnce.JSON))
                .status(FixityJson.of(desk.status()), FixityJson.of(desk.open(FixityScreen.LISTED)));
    }
}
