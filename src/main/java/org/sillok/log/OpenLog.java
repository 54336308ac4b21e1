package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.kernel.Randomness;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.NoteKey;
import org.sillok.log.db.LogConnections;
import org.sillok.log.db.LogFault;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.TreeRow;

/**
 * Finds the log that this installation writes, or begins one: its origin and key are decided once, and the database keeps
 * them. A key is made only together with a log; a process that finds a log but not its key may not lead.
 */
@ApplicationScoped
public class OpenLog {
    private static final int ORIGIN_BYTES = 8;

    private final LogConfig config;
    private final Clock clock;
    private final Randomness randomness;
    private @Nullable LogIdentity identity;

    public OpenLog(LogConfig config, Clock clock, Randomness randomness) {
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** The log, opened at the first call. */
    synchronized LogIdentity identity() {
        LogIdentity known = identity;
        if (known == null) {
            known = open();
            identity = known;
        }
        return known;
    }

    LogConnections connections() {
        LogConfig.Database database = config.database();
        return new LogConnections(database.url(), database.username(), database.password());
    }

    // On a connection of its own: a business transaction that is rolled back must not take the log's beginning with it.
    private LogIdentity open() {
        try (Connection connection = connections().open()) {
            LogLeadership.lockBeginning(connection);
            Optional<TreeRow> row = find(connection);
            if (row.isEmpty()) {
                begin(connection);
                row = find(connection);
            }
            connection.commit();
            TreeRow found = row.orElseThrow(() -> new IllegalStateException("the log that was begun is not there"));
            return new LogIdentity(found.log(), NoteKey.parse(found.vkey()), readKey());
        } catch (SQLException e) {
            throw new LogFault(e);
        } catch (InvalidNoteException e) {
            throw new IllegalStateException("the database has a malformed verifier key for the log", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file of the log cannot be used", e);
        }
    }

    private Optional<TreeRow> find(Connection connection) throws SQLException {
        return config.origin().isPresent()
                ? LogTrees.find(connection, config.origin().get())
                : LogTrees.newest(connection);
    }

    private void begin(Connection connection) throws SQLException, IOException {
        Ed25519PrivateKey key = readKey();
        if (key == null) {
            new DurableFile(config.keyFile())
                    .create(Ed25519PrivateKey.generate(new SecureRandom()).pem().getBytes(StandardCharsets.US_ASCII));
            key = readKey();
        }
        if (key == null) {
            throw new IOException(config.keyFile() + " was not created");
        }
        String origin = config.origin().orElseGet(this::randomOrigin);
        LogTrees.begin(connection, origin, new NoteKey(origin, key.publicKey()).vkey());
    }

    // ".invalid" (RFC 2606): a name that nobody will ever own, for installations that did not choose one.
    private String randomOrigin() {
        int year = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
        return "log-" + year + "-" + HexFormat.of().formatHex(randomness.bytes(ORIGIN_BYTES)) + ".invalid";
    }

    private @Nullable Ed25519PrivateKey readKey() throws IOException {
        Optional<byte[]> pem = new DurableFile(config.keyFile()).read();
        try {
            return pem.isEmpty() ? null : Ed25519PrivateKey.ofPem(new String(pem.get(), StandardCharsets.US_ASCII));
        } catch (KeyFormatException e) {
            throw new IOException(config.keyFile() + " is not an Ed25519 key in PEM", e);
        }
    }
}
