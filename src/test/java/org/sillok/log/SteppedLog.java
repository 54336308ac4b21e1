package org.sillok.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.sillok.storage.FaultyObjectStore;

/** A log without threads for tests of other rooms: it grows and is signed when it is told to. */
public final class SteppedLog {
    private final LogFixture fixture;
    private final Leader leader;
    private final TransparencyLog log;

    public SteppedLog(Path folder) throws SQLException {
        fixture = new LogFixture(folder, 1_000);
        OpenLog open = fixture.open();
        leader = new Leader(fixture.settings(), open, fixture.store);
        log = new TransparencyLog(fixture.pool, fixture.transactions, open, fixture.store, leader);
    }

    public TransparencyLog log() {
        return log;
    }

    /** As if this process had found something that the database does not know of. */
    public void refuse() {
        leader.publication().withhold(Objection.behind("high-water mark", 3, 4));
    }

    /** What was objected to has gone. */
    public void goOn() {
        leader.publication().allow();
    }

    public FaultyObjectStore store() {
        return fixture.store;
    }

    public DataSource database() {
        return fixture.database.appDataSource();
    }

    /** A connection of the database's owner, to break things with. */
    public Connection asOwner() throws SQLException {
        return fixture.database.asOwner();
    }

    /** The clock that the next signatures go by. */
    public void clock(Clock clock) {
        fixture.clock = clock;
    }

    /** Appends {@code count} entries and signs the tree. */
    public void grow(int count) throws Exception {
        fixture.append(count);
        try (Connection connection = fixture.connect()) {
            Tenure tenure = fixture.begin(connection);
            tenure.number(connection);
            tenure.integrate(connection);
            tenure.sign(connection).orElseThrow();
            tenure.copy(connection);
        }
    }
}
