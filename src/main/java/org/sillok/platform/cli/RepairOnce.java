package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.Incidents;
import org.sillok.fixity.RepairRun;

/** The program for one repair, without its HTTP side: what runs when no service does. */
public class RepairOnce implements QuarkusApplication {
    static final String DRY = "dry";
    static final String WET = "repair";

    private final RepairRun repair;
    private final Incidents incidents;

    RepairOnce(RepairRun repair, Incidents incidents) {
        this.repair = repair;
        this.incidents = incidents;
    }

    /** Arguments: {@code json} or {@code words}, {@value #DRY} or {@value #WET}, and the incident if it is only one. */
    @Override
    public int run(String... arguments) {
        RepairScreen screen = RepairScreen.ofTerminal(arguments[0].equals(AuditOnce.JSON));
        @Nullable String incident = arguments.length > 2 ? arguments[2] : null;
        if (incident != null && incidents.find(incident).isEmpty()) {
            System.err.println("sillok: There is no such incident.");
            return Headless.NOT_RUN;
        }
        return screen.report(repair.run(incident, arguments[1].equals(DRY), (done, total) -> {})
                .toJson());
    }
}
