package org.sillok.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.kernel.Bytes;
import org.sillok.storage.FaultyObjectStore.Outcome;
import org.sillok.storage.ObjectName;
import org.sillok.time.core.StampProblem;
import org.sillok.time.core.StampState;
import org.sillok.time.db.TimeFault;

/** Every write to the store and every use of the database, failed with and without effect, then carried on. */
@Execution(ExecutionMode.CONCURRENT)
class TimeFaultsTest {
    @TempDir
    Path folder;

    private TimeFixture time;

    @BeforeEach
    void aLogWithSomeEntries() throws Exception {
        time = new TimeFixture(folder);
        time.log.grow(3);
        time.log.store().heal();
    }

    @AfterEach
    void stop() {
        time.close();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatFailsAtAnyWriteIsCarriedOn(Outcome outcome) throws Exception {
        // The note, and for each authority a response and two lists with a reference to each.
        for (int nth = 1; nth <= 11; nth++) {
            time.log.store().failFrom(nth, outcome);
            time.tick();
            time.log.store().heal();
            time.assertInvariants();
            time.restart();
            time.passes(Duration.ofMinutes(10));
            time.tick();
            time.assertInvariants();
            assertAllStamped();
            time.log.grow(2);
            time.passes(Duration.ofHours(1));
        }
    }

    @Test
    void aStoreThatCannotBeReadStopsNothing() throws Exception {
        time.log.store().failReads();
        time.tick();
        assertThat(time.stamp("alpha").problem()).isEqualTo(StampProblem.FAULT);
        assertThat(time.alpha.requests()).isZero();

        time.log.store().heal();
        time.passes(Duration.ofSeconds(10));
        time.tick();
        assertAllStamped();
        time.log.store().failReads();
        assertThat(time.trusted().stamped()).as("who asks can do without").isEmpty();
    }

    @Test
    void aDatabaseThatFailsAtAnyUseIsCarriedOn() throws Exception {
        DataSource database = time.log.database();
        boolean failed = true;
        for (int nth = 1; failed; nth++) {
            AtomicInteger left = new AtomicInteger(nth);
            time.database(failing(database, left));
            try {
                time.tick();
                failed = left.get() <= 0;
            } catch (TimeFault e) {
                assertThat(e).hasMessageContaining("database");
            }
            time.database(database);
            time.assertInvariants();
            time.passes(Duration.ofMinutes(10));
            time.tick();
            time.assertInvariants();
            assertAllStamped();
            time.log.grow(1);
            time.passes(Duration.ofHours(1));
        }
    }

    @Test
    void whatACrashLeftInTheArchiveIsAdoptedAndNotAskedForAgain() throws Exception {
        time.tick();
        try (Connection owner = time.log.asOwner();
                PreparedStatement forget = owner.prepareStatement("update sillok.time_stamp set state = 'PENDING',"
                        + " gen_time = null, revocation = 'NONE', difference_ms = null")) {
            forget.executeUpdate();
        }
        time.restart();
        time.tick();

        assertAllStamped();
        assertThat(time.alpha.requests()).isEqualTo(1);
        assertThat(time.stamp("alpha").difference()).as("was not measured").isNull();
    }

    @Test
    void aNoteThatIsNotOursIsNeverStamped() throws Exception {
        time.archive().putNote(time.log.log().origin(), 3, Bytes.utf8("log\n3\nAAAA\n\n— log AAAAAAAA\n"));
        time.tick();

        assertThat(time.stamp("alpha").state()).isEqualTo(StampState.PENDING);
        assertThat(time.stamp("alpha").problem()).isEqualTo(StampProblem.ARCHIVE_CONTRADICTS);
        assertThat(time.alpha.requests()).isZero();
    }

    @Test
    void aResponseThatDoesNotHoldIsNeitherAdoptedNorReplaced() throws Exception {
        time.archive().putResponse(time.log.log().origin(), 3, "alpha", new byte[] {0x30, 0});
        time.tick();

        assertThat(time.stamp("alpha").state()).isEqualTo(StampState.PENDING);
        assertThat(time.stamp("alpha").problem()).isEqualTo(StampProblem.ARCHIVE_CONTRADICTS);
        assertThat(time.stamp("beta").state()).isEqualTo(StampState.STAMPED);
        assertThat(time.trusted().stamped()).isEmpty();
        assertThat(time.inspection().check(time.log.log().origin()))
                .extracting(TimeInspection.Found::flaw)
                .containsExactly(TimeInspection.Flaw.INVALID);
    }

    @Test
    void anErrorEndsNeitherTheWorkNorPassesUnseen() throws Exception {
        DataSource database = time.log.database();
        time.database((DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    throw new StackOverflowError("injected");
                }));
        time.step();
        assertThat(time.meter.status().isWell()).isFalse();

        time.database(database);
        time.step();
        assertAllStamped();
        assertThat(time.meter.status().isWell()).isTrue();
    }

    @Test
    void aWorkerThatFallsSilentIsNotWell() {
        time.step();
        time.passes(Duration.ofSeconds(10));
        assertThat(time.meter.status().isWell()).isTrue();
        time.passes(Duration.ofSeconds(10));
        assertThat(time.meter.status().stalled()).isTrue();
        assertThat(time.meter.status().silence()).isEqualTo(Duration.ofSeconds(20));
        assertThat(time.meter.status().isWell()).isFalse();
        time.step();
        assertThat(time.meter.status().isWell()).isTrue();
    }

    @Test
    void aListThatWasExchangedForAnotherOfItsIssuerIsFound() throws Exception {
        time.tick();
        String origin = time.log.log().origin();
        ObjectName list;
        try (Stream<ObjectName> names = time.log.store().list("log/" + origin + "/time/lists/")) {
            list = names.findFirst().orElseThrow();
        }
        time.log.store().discard(list);
        assertThat(time.inspection().check(origin))
                .extracting(TimeInspection.Found::detail)
                .containsExactly("WRONG_REVOCATION_LIST");
        time.log.store().put(list, time.alpha.authority().signerList(null, 0));
        assertThat(time.inspection().check(origin))
                .extracting(TimeInspection.Found::detail)
                .containsExactly("WRONG_REVOCATION_LIST");
    }

    @Test
    void aConfigurationThatCannotBeUsedIsRefused() {
        time.addresses.put("Not a name", "http://localhost/");
        assertThatThrownBy(() -> time.authorities().list()).hasMessageContaining("sillok.time.authorities.Not a name");
        time.addresses.remove("Not a name");
        time.addresses.put("gamma", "ftp://localhost/");
        assertThatThrownBy(() -> time.authorities().list()).hasMessageContaining("sillok.time.authorities.gamma");
    }

    private void assertAllStamped() {
        for (String authority : time.authorities().names()) {
            assertThat(time.stamp(authority).state()).as(authority).isEqualTo(StampState.STAMPED);
            assertThat(time.stamp(authority).problem()).as(authority).isNull();
        }
        assertThat(time.inspection().check(time.log.log().origin())).isEmpty();
    }

    /** Gives connections of which the {@code left}th and all later ones fail. */
    private static DataSource failing(DataSource database, AtomicInteger left) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getConnection") && left.decrementAndGet() <= 0) {
                        throw new SQLException("injected fault");
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
