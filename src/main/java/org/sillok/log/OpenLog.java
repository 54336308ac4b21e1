package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyKind;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.db.LogConnections;
import org.sillok.log.db.LogFault;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.TreeRow;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.SigningKeys;

/**
 * Finds the log that this installation writes, or begins one: its origin and keys are decided once, and the database keeps
 * them. Keys are made only together with a log; a process that finds a log but not its keys may not lead.
 */
@ApplicationScoped
public class OpenLog {
    private static final int ORIGIN_BYTES = 8;
    private static final Pattern COPY = Pattern.compile("log/([^/]+)/checkpoint");
    private static final String KEY_FILE = "sillok.log.key-file";
    private static final String POST_QUANTUM_KEY_FILE = "sillok.log.post-quantum-key-file";

    private final LogConfig config;
    private final Clock clock;
    private final Randomness randomness;
    private final SigningKeys keys;
    private final ObjectStore store;
    private @Nullable LogIdentity identity;

    public OpenLog(LogConfig config, Clock clock, Randomness randomness, SigningKeys keys, ObjectStore store) {
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
        this.keys = keys;
        this.store = store;
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

    /** The service's clock: what it says is stated in signatures and decides nothing. */
    Clock clock() {
        return clock;
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
            } else if (row.get().postQuantumVkey() == null) {
                addPostQuantumKey(connection, row.get());
            }
            row = find(connection);
            connection.commit();
            return identity(row.orElseThrow(() -> new IllegalStateException("the log that was begun is not there")));
        } catch (SQLException e) {
            throw new LogFault(e);
        } catch (InvalidNoteException e) {
            throw new IllegalStateException("the database has a malformed verifier key for the log", e);
        }
    }

    private LogIdentity identity(TreeRow row) throws InvalidNoteException {
        String postQuantum = row.postQuantumVkey();
        if (postQuantum == null) {
            throw new IllegalStateException("the log has no post-quantum key yet: start a process that has its keys");
        }
        return new LogIdentity(
                row.log(),
                NoteKey.parse(row.vkey()),
                NoteKey.parse(postQuantum),
                signer(row.origin()).orElse(null));
    }

    private Optional<CheckpointSigner> signer(String origin) {
        return keys.find(config.keyFile(), KEY_FILE, KeyKind.ED25519)
                .flatMap(ed25519 -> keys.find(config.postQuantumKeyFile(), POST_QUANTUM_KEY_FILE, KeyKind.ML_DSA_44)
                        .map(mlDsa -> new CheckpointSigner(origin, ed25519, mlDsa)));
    }

    private Optional<TreeRow> find(Connection connection) throws SQLException {
        return config.origin().isPresent()
                ? LogTrees.find(connection, config.origin().get())
                : LogTrees.newest(connection);
    }

    private void begin(Connection connection) throws SQLException {
        String origin = config.origin().or(this::storedOrigin).orElseGet(this::randomOrigin);
        CheckpointSigner signer = signerToBeginWith(origin);
        LogTrees.begin(
                connection, origin, signer.log().vkey(), signer.postQuantum().vkey());
    }

    /**
     * The log in the object store that this process has the key of: an empty database beside it has lost the log, and must
     * not begin another. The guard then refuses until the log is rebuilt.
     */
    private Optional<String> storedOrigin() {
        Optional<Ed25519PrivateKey> key = keys.find(config.keyFile(), KEY_FILE, KeyKind.ED25519);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<ObjectName> names = store.list("log/")) {
            return names.map(ObjectName::value)
                    .map(COPY::matcher)
                    .filter(Matcher::matches)
                    .map(copy -> copy.group(1))
                    .filter(origin -> isSignedBy(key.get(), origin))
                    .findFirst();
        }
    }

    private boolean isSignedBy(Ed25519PrivateKey key, String origin) {
        Optional<Bytes> note = new LogStore(store, origin).checkpointCopy();
        try {
            LogPolicy policy = LogPolicy.of(new NoteKey(origin, NoteKey.Type.ED25519, key.publicKey()));
            return note.isPresent()
                    && SignedCheckpoint.verify(note.get(), policy)
                            .checkpoint()
                            .origin()
                            .equals(origin);
        } catch (InvalidNoteException | IllegalArgumentException e) {
            return false;
        }
    }

    private CheckpointSigner signerToBeginWith(String origin) {
        return new CheckpointSigner(
                origin,
                keys.findOrMake(config.keyFile(), KEY_FILE, KeyKind.ED25519),
                keys.findOrMake(config.postQuantumKeyFile(), POST_QUANTUM_KEY_FILE, KeyKind.ML_DSA_44));
    }

    // A log from before there were post-quantum keys gets one from whoever holds its first key.
    private void addPostQuantumKey(Connection connection, TreeRow row) throws SQLException, InvalidNoteException {
        NoteKey log = NoteKey.parse(row.vkey());
        boolean holdsFirst = keys.find(config.keyFile(), KEY_FILE, KeyKind.ED25519)
                .filter(key -> key.publicKey().equals(log.key()))
                .isPresent();
        if (holdsFirst) {
            LogTrees.addPostQuantumKey(
                    connection,
                    row.log(),
                    signerToBeginWith(row.origin()).postQuantum().vkey());
        }
    }

    // ".invalid" (RFC 2606): a name that nobody will ever own, for installations that did not choose one.
    private String randomOrigin() {
        int year = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
        return "log-" + year + "-" + HexFormat.of().formatHex(randomness.bytes(ORIGIN_BYTES)) + ".invalid";
    }
}
