package org.sillok.log;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;

/** Transactions over a small pool, one per thread at a time, as the container gives them to the log. */
final class BenchTransactions {
    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private final ThreadLocal<List<Synchronization>> callbacks = ThreadLocal.withInitial(ArrayList::new);
    private final BlockingQueue<Connection> pool = new LinkedBlockingQueue<>();

    BenchTransactions(DataSource database, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            Connection connection = database.getConnection();
            connection.setAutoCommit(false);
            pool.add(connection);
        }
    }

    void run(Runnable work) {
        try {
            Connection connection = pool.take();
            current.set(connection);
            try {
                work.run();
                connection.commit();
                callbacks.get().forEach(callback -> callback.afterCompletion(Status.STATUS_COMMITTED));
            } finally {
                current.remove();
                callbacks.get().clear();
                pool.add(connection);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Within a transaction its connection; otherwise one that goes back to the pool when it is closed. */
    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    Connection joined = current.get();
                    Connection connection = joined == null ? pool.take() : joined;
                    return Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (inner, call, values) -> {
                                if (!call.getName().equals("close")) {
                                    return invoke(connection, call, values);
                                }
                                if (joined == null) {
                                    connection.commit();
                                    pool.add(connection);
                                }
                                return null;
                            });
                });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    void close() throws SQLException {
        for (Connection connection : pool) {
            connection.close();
        }
    }

    TransactionSynchronizationRegistry registry() {
        return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                TransactionSynchronizationRegistry.class.getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getTransactionStatus" ->
                        current.get() == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
                    case "registerInterposedSynchronization" ->
                        callbacks.get().add((Synchronization) arguments[0]) ? null : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
