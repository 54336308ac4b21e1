package org.sillok.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.sillok.storage.FaultyObjectStore.Outcome;

/** A connection whose {@code nth} commit is reported as failed, done or not done, and that is dead from then on. */
public final class FaultyConnection {
    private final Connection connection;
    private final int failing;
    private final Outcome outcome;
    private int commits;
    private boolean dead;

    private FaultyConnection(Connection connection, int failing, Outcome outcome) {
        this.connection = connection;
        this.failing = failing;
        this.outcome = outcome;
    }

    public static Connection of(Connection connection, int failing, Outcome outcome) {
        FaultyConnection faulty = new FaultyConnection(connection, failing, outcome);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> faulty.invoke(method, arguments));
    }

    private Object invoke(java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        if (dead && !method.getName().equals("close")) {
            throw new SQLException("the connection is gone");
        }
        if (method.getName().equals("commit") && ++commits == failing) {
            dead = true;
            if (outcome == Outcome.PERSISTED) {
                connection.commit();
            } else {
                connection.rollback();
            }
            throw new SQLException("injected fault");
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
