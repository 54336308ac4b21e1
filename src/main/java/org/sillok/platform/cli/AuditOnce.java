package org.sillok.platform.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sillok.audit.AuditRun;
import org.sillok.kernel.Bytes;
import org.sillok.vault.KekUnavailableException;

/** The program for the length of one audit, without its HTTP side: what runs when no service does. */
public class AuditOnce implements QuarkusApplication {
    static final String JSON = "json";
    static final String WORDS = "words";

    private final AuditRun audit;

    AuditOnce(AuditRun audit) {
        this.audit = audit;
    }

    /** The first argument is {@value #JSON} or {@value #WORDS}; a second one is the file of a checkpoint. */
    @Override
    public int run(String... arguments) throws IOException {
        AuditScreen screen = AuditScreen.ofTerminal(arguments[0].equals(JSON));
        Bytes checkpoint = arguments.length > 1 ? Bytes.of(Files.readAllBytes(Path.of(arguments[1]))) : null;
        try {
            return screen.report(audit.run(checkpoint, screen::progress));
        } catch (KekUnavailableException e) {
            System.err.println("sillok: " + e.getMessage());
            return Headless.NOT_RUN;
        }
    }
}
