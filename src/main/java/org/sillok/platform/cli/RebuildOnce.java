package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicLong;
import org.sillok.custody.CustodyRebuild;
import org.sillok.erasure.RebuiltHistory;
import org.sillok.log.LogRebuild;
import org.sillok.log.RebuildException;
import org.sillok.log.RebuildReport;
import org.sillok.vault.KekUnavailableException;

/** The program for the length of one rebuild, without its HTTP side and without a leader. */
public class RebuildOnce implements QuarkusApplication {
    static final String CHECK = "check";
    static final String WRITE = "write";

    private final LogRebuild log;
    private final CustodyRebuild custody;
    private final RebuiltHistory history;

    RebuildOnce(LogRebuild log, CustodyRebuild custody, RebuiltHistory history) {
        this.log = log;
        this.custody = custody;
        this.history = history;
    }

    /** {@value #CHECK} or {@value #WRITE}, then {@value AuditOnce#JSON} or {@value AuditOnce#WORDS}. */
    @Override
    public int run(String... arguments) {
        boolean dryRun = arguments[0].equals(CHECK);
        RebuildScreen screen = RebuildScreen.ofTerminal(arguments[1].equals(AuditOnce.JSON));
        CustodyRebuild.Run statements = custody.begin(history);
        AtomicLong read = new AtomicLong();
        try {
            RebuildReport report = log.run(dryRun, statements, more -> screen.progress(read.addAndGet(more)));
            if (!dryRun) {
                history.rebuilt(statements.lastLost());
            }
            return screen.report(dryRun, report, statements.report());
        } catch (RebuildException e) {
            return screen.refused(String.valueOf(e.getMessage()), e.wayOut());
        } catch (KekUnavailableException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }
}
