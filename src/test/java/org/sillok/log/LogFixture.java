package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.log.db.LogPool;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.StaleEpochException;
import org.sillok.log.db.TreeRow;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.vault.PrivateFile;
import org.sillok.vault.SigningKeysFixture;

/** One log on a real database and a real store that fails when told to, driven step by step without threads. */
final class LogFixture implements AutoCloseable {
    final TestPostgres.Database database = TestPostgres.freshDatabase(true);
    final Path folder;
    final FaultyObjectStore store;
    final FakeTransactions transactions = new FakeTransactions(database.appDataSource());
    final LogPool pool = new LogPool(transactions.dataSource());
    Clock clock = Clock.systemUTC();
    private final int batch;
    private final Map<Bytes, SignedCheckpoint> verified = new ConcurrentHashMap<>();
    private @Nullable Connection reader;
    private volatile long stored = -1;
    private volatile int entries;
    private @Nullable LogIdentity identity;

    LogFixture(Path folder, int batch) throws SQLException {
        this.folder = folder;
        this.batch = batch;
        this.store = new FaultyObjectStore(new FileSystemObjectStore(folder.resolve("objects"), Clock.systemUTC()));
        // Whatever was ever signed is kept by a trigger, out of reach of the program.
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("create table sillok.test_heads (n serial, note bytea)");
            statement.execute(
                    "create function sillok.test_keep_head() returns trigger language plpgsql security definer as"
                            + " $$ begin insert into sillok.test_heads (note) values (new.signed_note); return new; end $$");
            statement.execute("create trigger test_keep_head after update of signed_note on sillok.log_tree"
                    + " for each row when (new.signed_note is not null) execute function sillok.test_keep_head()");
        }
    }

    LogSettings settings() {
        return new LogSettings(
                folder.resolve("keys/log.key"),
                folder.resolve("keys/log-post-quantum.key"),
                folder.resolve("state"),
                batch,
                new LogSettings.DirectDatabase(
                        database.url(), database.app().user(), database.app().password()),
                Optional.empty(),
                true);
    }

    int batch() {
        return batch;
    }

    OpenLog open() {
        Random random = new Random(7);
        return new OpenLog(
                settings(),
                clock,
                length -> {
                    byte[] bytes = new byte[length];
                    random.nextBytes(bytes);
                    return bytes;
                },
                SigningKeysFixture.in(folder.resolve("keys")),
                store);
    }

    /** Opened anew each time by {@link #open}; here once, because the answer does not change. */
    LogIdentity identity() {
        LogIdentity known = identity;
        if (known == null) {
            known = open().identity();
            identity = known;
        }
        return known;
    }

    /** As a process that starts anew. */
    void forget() {
        identity = null;
    }

    CheckpointSigner signer() {
        return identity().signer().orElseThrow();
    }

    LogStore objects() {
        return new LogStore(store, identity().origin());
    }

    HighWaterMark highWaterMark() {
        return new HighWaterMark(settings().highWaterMark(), identity().origin());
    }

    /** Puts a mark where one of that size lies, whoever signed it. */
    void writeMark(SignedCheckpoint head) throws IOException {
        new PrivateFile(highWaterMark().file(head.checkpoint().size()))
                .replace(head.note().toArray());
    }

    /** What a storage administrator does who sets the copy back. */
    void replaceCopy(Bytes note) {
        ObjectName name = new ObjectName("log/" + identity().origin() + "/checkpoint");
        assertThat(store.replacePointer(name, objects().checkpointCopy(), note.toArray()))
                .isTrue();
    }

    Connection connect() throws SQLException {
        return open().connections().open();
    }

    Tenure begin(Connection connection) throws SQLException, Tenure.RefusedException, StaleEpochException {
        return Tenure.begin(connection, identity(), signer(), clock, batch, objects(), highWaterMark());
    }

    /** What the leaves of the next entries begin with. */
    String word = "leaf";

    /** Sets how many entries the log should have when all is done. */
    void expectEntries(int count) {
        entries = count;
    }

    /** Commits {@code count} entries. */
    void append(int count) {
        int log = identity().log();
        transactions.call(() -> {
            for (int i = 0; i < count; i++) {
                String leaf = word + " " + entries++;
                Bytes bytes = Bytes.utf8(leaf);
                pool.add(log, Merkle.leafHash(bytes.toArray()), bytes, Bytes.utf8("record of " + leaf));
            }
            return entries;
        });
    }

    TreeRow row() {
        return reading(connection -> LogTrees.get(connection, identity().log()));
    }

    private interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    /** On one connection for all: opening one costs more than most checks. */
    private synchronized <T> T reading(Read<T> read) {
        try {
            Connection connection = reader;
            if (connection == null) {
                connection = database.asOwner();
                reader = connection;
            }
            return read.from(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        Connection connection = reader;
        if (connection != null) {
            connection.close();
            reader = null;
        }
    }

    /** Every head that was ever signed, in the order of signing. */
    List<SignedCheckpoint> signedHeads() {
        return reading(connection -> {
            List<SignedCheckpoint> heads = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("select note from sillok.test_heads order by n");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    heads.add(verified.computeIfAbsent(Bytes.of(rows.getBytes(1)), this::released));
                }
            }
            return heads;
        });
    }

    private SignedCheckpoint released(Bytes note) {
        try {
            return SignedCheckpoint.verify(note, identity().policy());
        } catch (InvalidNoteException e) {
            throw new AssertionError("a released head does not bear both signatures", e);
        }
    }

    /** The leaf hash of every number given. */
    Map<Long, Digest> numbers() {
        return reading(connection -> {
            Map<Long, Digest> numbers = new LinkedHashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select index, leaf_hash from sillok.log_entry order by index");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.put(rows.getLong(1), Digest.sha256(rows.getBytes(2)));
                }
            }
            return numbers;
        });
    }

    /** What must hold between any two steps, whatever failed: see the assertions. */
    void assertInvariants() throws Exception {
        Map<Long, Digest> numbers = numbers();
        assertThat(numbers.keySet()).as("numbers have no gap").containsExactlyElementsOf(upTo(numbers.size()));
        assertThat(numbers.values()).as("no entry has two numbers").doesNotHaveDuplicates();
        List<Digest> leafHashes = List.copyOf(numbers.values());
        TreeRow row = row();
        assertThat(row.tree().size()).isLessThanOrEqualTo(numbers.size());
        assertThat(row.tree())
                .as("the tree holds the entries in the order of their numbers")
                .isEqualTo(Frontier.EMPTY.extend(
                        leafHashes.subList(0, (int) row.tree().size())));
        long last = -1;
        Frontier tree = Frontier.EMPTY;
        for (SignedCheckpoint signed : signedHeads()) {
            long size = signed.checkpoint().size();
            assertThat(size).as("heads do not shrink").isGreaterThanOrEqualTo(last);
            assertThat(size).isLessThanOrEqualTo(row.tree().size());
            tree = tree.extend(leafHashes.subList((int) tree.size(), (int) size));
            assertThat(signed.checkpoint().root())
                    .as("the head of size %d has the one root of that size", size)
                    .isEqualTo(tree.root());
            if (size > stored) {
                assertThat(new TileTree(size, objects()).frontier().root())
                        .as("every signed head's tiles are stored")
                        .isEqualTo(signed.checkpoint().root());
                stored = size;
            }
            last = size;
        }
        Optional<Bytes> mark = highWaterMark().read();
        if (mark.isPresent()) {
            long size = SignedCheckpoint.verify(mark.get(), identity().policy())
                    .checkpoint()
                    .size();
            assertThat(size)
                    .as("the high-water mark is not behind what was released")
                    .isGreaterThanOrEqualTo(last);
        }
    }

    /** After everything was numbered, integrated and signed: nothing is missing, nothing is left over. */
    void assertComplete() throws Exception {
        // Here once more, in case that later steps have harmed what stood.
        stored = Math.max(-1, stored - 3 * TileName.FULL);
        assertInvariants();
        TreeRow row = row();
        assertThat(row.tree().size()).isEqualTo(entries);
        SignedCheckpoint head = SignedCheckpoint.verify(
                Objects.requireNonNull(row.signed()).note(), identity().policy());
        assertThat(head.checkpoint().size()).isEqualTo(entries);
        // The same head may have been signed twice, with other signatures.
        assertThat(objects().checkpointCopy().flatMap(identity()::verified).map(SignedCheckpoint::checkpoint))
                .contains(head.checkpoint());
        assertThat(highWaterMark().read().flatMap(identity()::verified).map(SignedCheckpoint::checkpoint))
                .contains(head.checkpoint());
        List<Bytes> leaves = new ArrayList<>();
        for (long index = 0; index * TileName.FULL < entries; index++) {
            int width = (int) Math.min(TileName.FULL, entries - index * TileName.FULL);
            TileName.Entries name = new TileName.Entries(index, width);
            leaves.addAll(EntryBundle.parse(width, objects().read(name.path())).entries());
        }
        assertThat(leaves).hasSize(entries).doesNotHaveDuplicates();
        assertThat(Frontier.EMPTY
                        .extend(leaves.stream()
                                .map(leaf -> Merkle.leafHash(leaf.toArray()))
                                .toList())
                        .root())
                .isEqualTo(head.checkpoint().root());
        assertThat(waiting()).as("the outbox is empty").isZero();
    }

    /** How many entries are in the outbox. */
    int waiting() {
        return reading(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from sillok.log_outbox")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    /** Sets the tree and its numbers back, as a restore of an old database backup does. */
    void restoreDatabase(TreeRow row) throws SQLException {
        TreeRow.SignedHead signed = Objects.requireNonNull(row.signed());
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table sillok.log_entry disable trigger all");
            statement.execute("delete from sillok.log_outbox");
            statement.execute(
                    "delete from sillok.log_entry where index >= " + row.tree().size());
            statement.execute("alter table sillok.log_entry enable trigger all");
            statement.execute(
                    "update sillok.log_sequence set next_index = " + row.tree().size());
            statement.execute("alter table sillok.log_tree disable trigger test_keep_head");
            statement.execute("update sillok.log_tree set signed_size = null, signed_peaks = null, signed_note = null");
            try (PreparedStatement update = superuser.prepareStatement(
                    "update sillok.log_tree set size = ?, peaks = ?, signed_size = ?, signed_peaks = ?, signed_note = ?")) {
                update.setLong(1, row.tree().size());
                update.setBytes(2, row.tree().peakBytes());
                update.setLong(3, signed.tree().size());
                update.setBytes(4, signed.tree().peakBytes());
                update.setBytes(5, signed.note().toArray());
                update.executeUpdate();
            }
            statement.execute("alter table sillok.log_tree enable trigger test_keep_head");
        }
        entries = (int) row.tree().size();
    }

    private static List<Long> upTo(int count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
