package org.sillok.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Randomness;
import org.sillok.log.BenchDatabase;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;
import org.sillok.vault.db.VaultRepository;

/** Rotates the key-encryption key of as many items as wanted, on the PostgreSQL that the service brings along, synced to disk. */
public final class KeysBench {
    private static final int BATCH = 500;
    private static final Randomness RANDOMNESS = new Randomness() {
        private final SecureRandom random = new SecureRandom();

        @Override
        public byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }
    };

    private final Connection owner;
    private final KekRegister register;
    private final Rewrapping rewrapping;
    private final KeyVault vault;
    private final int items;

    private KeysBench(BenchDatabase database, Path folder, int items) throws Exception {
        this.items = items;
        // One connection for all statements, as a pool gives it to a thread.
        Connection app = database.dataSource(database.app()).getConnection();
        VaultRepository repository = new VaultRepository(kept(app));
        vault = new LocalKeyVault(new KekFile(folder.resolve("kek")), RANDOMNESS, () -> true);
        register = new KekRegister(vault, repository, RANDOMNESS);
        rewrapping = new Rewrapping(vault, register, repository);
        owner = database.owner().getConnection();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        int items = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (BenchDatabase database = new BenchDatabase(folder.resolve("data"))) {
            new KeysBench(database, folder, items).run(rounds);
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        fill();
        int keys = 2 * items;
        List<Double> rotations = new ArrayList<>();
        List<Double> ciphers = new ArrayList<>();
        List<Double> updates = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            rotations.add(seconds(this::rotate));
            ciphers.add(seconds(() -> wrapBare(keys)));
            updates.add(seconds(this::updateBare));
        }
        double rotation = median(rotations);
        double cipher = median(ciphers);
        double update = median(updates);
        System.out.println("| what (" + items + " items, " + keys + " keys) | seconds | keys/s | ratio |");
        System.out.println("|---|---|---|---|");
        row("limit: open, seal and open again with bare AES-256-GCM, one thread", cipher, keys, "");
        row("limit: bare UPDATE in batches of " + BATCH + ", a synced commit each", update, keys, "");
        row("rotation", rotation, keys, String.format(Locale.ROOT, "%.2f of both one after the other", (cipher + update) / rotation));
    }

    private static void row(String what, double seconds, int keys, String ratio) {
        System.out.println(String.format(Locale.ROOT, "| %s | %.1f | %,.0f | %s |", what, seconds, keys / seconds, ratio));
    }

    private void fill() throws Exception {
        String kek = register.registerCurrent();
        owner.setAutoCommit(false);
        try (PreparedStatement insert = owner.prepareStatement(
                "insert into vault.vault_subject_key (subject, key_use, kek, wrapped) values (?, ?, ?, ?)")) {
            for (int i = 0; i < items; i++) {
                String subject = ItemId.fresh(RANDOMNESS).value();
                for (KeyUse use : KeyUse.values()) {
                    insert.setString(1, subject);
                    insert.setString(2, use.name());
                    insert.setString(3, kek);
                    insert.setBytes(4, vault.wrap(SubjectKeyring.binding(subject, use.name()), RANDOMNESS.bytes(32)).bytes().toArray());
                    insert.addBatch();
                }
                if (i % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("create table bare_key (subject text, key_use text, kek text not null, wrapped bytea not null, primary key (subject, key_use))");
            statement.execute("insert into bare_key select * from vault.vault_subject_key");
        }
        owner.commit();
        owner.setAutoCommit(true);
        try (Statement statement = owner.createStatement()) {
            statement.execute("analyze");
        }
    }

    /** As org.sillok.keys.RotationRun does it, without job and statements. */
    private void rotate() {
        String target = register.makeKey();
        int done = 0;
        for (boolean more = true; more; ) {
            more = false;
            for (KekStatus key : register.status()) {
                Rewrapping.Place place = Rewrapping.Place.START;
                boolean left = !key.kek().equals(target) && key.wraps() > 0;
                while (left) {
                    Rewrapping.Portion portion = rewrapping.next(key.kek(), target, place);
                    place = portion.last();
                    done += portion.done();
                    left = !portion.isEmpty();
                    more |= left;
                }
            }
        }
        if (done != 2 * items) {
            throw new IllegalStateException(done + " keys were wrapped anew");
        }
    }

    private static void wrapBare(int keys) {
        byte[] before = RANDOMNESS.bytes(32);
        byte[] after = RANDOMNESS.bytes(32);
        byte[] binding = AssociatedData.of("bench", "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa", "CONTENT");
        byte[] sealed = Envelope.seal(before, RANDOMNESS.bytes(Envelope.NONCE_LENGTH), binding, RANDOMNESS.bytes(32));
        try {
            for (int i = 0; i < keys; i++) {
                byte[] key = Envelope.open(before, binding, sealed);
                byte[] fresh = Envelope.seal(after, RANDOMNESS.bytes(Envelope.NONCE_LENGTH), binding, key);
                if (!Arrays.equals(Envelope.open(after, binding, fresh), key)) {
                    throw new IllegalStateException();
                }
            }
        } catch (org.sillok.crypto.CiphertextInvalidException e) {
            throw new IllegalStateException(e);
        }
    }

    private void updateBare() throws Exception {
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                var result = statement.executeQuery("select subject, key_use from bare_key order by subject, key_use")) {
            while (result.next()) {
                rows.add(new String[] {result.getString(1), result.getString(2)});
            }
        }
        try (PreparedStatement update = owner.prepareStatement("update bare_key k set kek = ?, wrapped = n.wrapped"
                + " from unnest(?::text[], ?::text[], ?::bytea[]) as n (subject, key_use, wrapped)"
                + " where k.subject = n.subject and k.key_use = n.key_use")) {
            byte[] wrapped = RANDOMNESS.bytes(60);
            for (int from = 0; from < rows.size(); from += BATCH) {
                List<String[]> some = rows.subList(from, Math.min(rows.size(), from + BATCH));
                update.setString(1, "bench-" + System.nanoTime());
                update.setArray(2, texts(some, 0));
                update.setArray(3, texts(some, 1));
                update.setArray(4, owner.createArrayOf("bytea", some.stream().map(row -> wrapped).toArray(byte[][]::new)));
                update.executeUpdate();
            }
        }
    }

    private Array texts(List<String[]> rows, int column) throws Exception {
        return owner.createArrayOf("text", rows.stream().map(row -> row[column]).toArray());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static DataSource kept(Connection connection) {
        Connection open = (Connection) java.lang.reflect.Proxy.newProxyInstance(
                KeysBench.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, sent) -> method.getName().equals("close") ? null : method.invoke(connection, sent));
        return (DataSource) java.lang.reflect.Proxy.newProxyInstance(
                KeysBench.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, sent) -> open);
    }
}
