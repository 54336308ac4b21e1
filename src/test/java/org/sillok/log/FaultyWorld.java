package org.sillok.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.log.db.StaleEpochException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * The outside as one leader sees it: a connection, the object store and the high-water mark. All its writes are counted
 * together, so that a test can walk through them; one of them fails or pauses.
 */
final class FaultyWorld implements AutoCloseable {
    /** What becomes of the chosen write. */
    enum Fault {
        /** It is done and reported as failed. */
        PERSISTED,
        /** It is not done and reported as failed. */
        LOST,
        /** The process sleeps before it. */
        PAUSED_BEFORE,
        /** The process sleeps when it is done. */
        PAUSED_AFTER
    }

    static final class InjectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InjectedException(String write) {
            super("injected fault at " + write);
        }
    }

    private interface Write<T> {
        T run() throws Exception;
    }

    private final LogFixture log;
    private final Connection direct;
    private final Connection connection;
    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch woken = new CountDownLatch(1);
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private volatile int failing;
    private volatile boolean atCommit;
    private volatile Fault fault = Fault.LOST;

    FaultyWorld(LogFixture log) throws SQLException {
        this.log = log;
        this.direct = log.connect();
        this.connection = proxy(
                Connection.class,
                direct,
                (method, arguments) -> method.getName().equals("commit"));
    }

    LogFixture log() {
        return log;
    }

    Connection connection() {
        return connection;
    }

    /** What was written so far, by name. */
    List<String> writes() {
        return writes;
    }

    Tenure begin() throws SQLException, Tenure.RefusedException, StaleEpochException {
        return Tenure.begin(
                connection,
                log.identity(),
                log.signer(),
                log.clock,
                log.batch(),
                new LogStore(store(), log.identity().origin()),
                mark());
    }

    /** The {@code nth} write from now on meets {@code what}. */
    void failAt(int nth, Fault what) {
        writes.clear();
        fault = what;
        failing = nth;
    }

    void heal() {
        failing = 0;
    }

    /** Waits until the leader sleeps; false if it came to its end without. */
    boolean awaitPause(Future<?> leader) throws InterruptedException {
        while (!paused.await(5, TimeUnit.MILLISECONDS)) {
            if (leader.isDone()) {
                return paused.getCount() == 0;
            }
        }
        return true;
    }

    void wake() {
        woken.countDown();
    }

    /** Whether the leader sleeps within a transaction. */
    boolean sleepsAtCommit() {
        return atCommit;
    }

    /** Ends the leader's session, as the server does with one that is silent for longer than the lease. */
    void endSession() throws SQLException {
        int backend = direct.unwrap(PGConnection.class).getBackendPID();
        try (Connection superuser = log.database.asSuperuser();
                PreparedStatement terminate = superuser.prepareStatement("select pg_terminate_backend(?, 5000)")) {
            terminate.setInt(1, backend);
            terminate.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        wake();
        direct.close();
    }

    private ObjectStore store() {
        return proxy(
                ObjectStore.class,
                log.store,
                (method, arguments) ->
                        method.getName().equals("put") || method.getName().equals("replacePointer"));
    }

    private HighWaterMark mark() {
        return new HighWaterMark(log.settings().highWaterMark(), log.identity().origin()) {
            @Override
            void raise(SignedCheckpoint signed, LogIdentity identity, TileTree tree) {
                try {
                    write("mark " + signed.checkpoint().size(), () -> {
                        super.raise(signed, identity, tree);
                        return true;
                    });
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private interface IsWrite {
        boolean test(Method method, Object[] arguments);
    }

    private <T> T proxy(Class<T> type, T target, IsWrite isWrite) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Write<Object> call = () -> {
                        try {
                            return method.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() instanceof Exception cause ? cause : e;
                        }
                    };
                    return isWrite.test(method, arguments) ? write(name(method, arguments), call) : call.run();
                }));
    }

    private String name(Method method, Object[] arguments) {
        return arguments != null && arguments[0] instanceof ObjectName name
                ? name.value().substring(("log/" + log.identity().origin() + "/").length())
                : method.getName();
    }

    private <T> T write(String name, Write<T> write) throws Exception {
        writes.add(name);
        if (writes.size() != failing) {
            return write.run();
        }
        switch (fault) {
            case LOST -> {
                if (name.equals("commit")) {
                    direct.rollback();
                }
                throw new InjectedException(name);
            }
            case PERSISTED -> {
                write.run();
                throw new InjectedException(name);
            }
            case PAUSED_BEFORE -> {
                pause(name);
                return write.run();
            }
            default -> {
                T result = write.run();
                pause("");
                return result;
            }
        }
    }

    private void pause(String name) throws InterruptedException {
        atCommit = name.equals("commit");
        paused.countDown();
        woken.await();
    }
}
