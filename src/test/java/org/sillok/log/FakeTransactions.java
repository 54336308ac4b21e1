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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Transactions as the container gives them, for one thread each: joined by the data source, with callbacks. */
final class FakeTransactions implements TransactionSynchronizationRegistry {
    private final DataSource database;
    private final Map<Thread, Transaction> current = new ConcurrentHashMap<>();

    private record Transaction(Connection connection, List<Synchronization> callbacks) {}

    FakeTransactions(DataSource database) {
        this.database = database;
    }

    /** Runs {@code work} and commits; rolls back if it throws. */
    <T> T call(Supplier<T> work) {
        int status = Status.STATUS_ROLLEDBACK;
        Transaction transaction;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            transaction = new Transaction(connection, new ArrayList<>());
            current.put(Thread.currentThread(), transaction);
            try {
                T result = work.get();
                connection.commit();
                status = Status.STATUS_COMMITTED;
                return result;
            } finally {
                current.remove(Thread.currentThread());
                for (Synchronization callback : transaction.callbacks()) {
                    callback.afterCompletion(status);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives the transaction's connection within one, and a fresh one outside. */
    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    Transaction transaction = current.get(Thread.currentThread());
                    if (!method.getName().equals("getConnection") || transaction == null) {
                        return invoke(database, method, arguments);
                    }
                    Connection connection = transaction.connection();
                    return Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (inner, call, values) ->
                                    call.getName().equals("close") ? null : invoke(connection, call, values));
                });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public int getTransactionStatus() {
        return current.containsKey(Thread.currentThread()) ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public void registerInterposedSynchronization(Synchronization callback) {
        Objects.requireNonNull(current.get(Thread.currentThread())).callbacks().add(callback);
    }

    @Override
    public Object getTransactionKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putResource(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getResource(Object key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setRollbackOnly() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getRollbackOnly() {
        throw new UnsupportedOperationException();
    }
}
