package org.sillok.platform;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusMock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is sent to the database, by whomever, until the test ends. */
public final class SqlCount {
    private static final int RUNS = 5;

    private final AtomicLong sent = new AtomicLong();

    private SqlCount() {}

    public static SqlCount of(AgroalDataSource pool) {
        SqlCount count = new SqlCount();
        QuarkusMock.installMockForInstance(count.counting(AgroalDataSource.class, ClientProxy.unwrap(pool)), pool);
        return count;
    }

    /** Others may run beside it (jobs look once a second): the least of several is what it costs. */
    public long of(Runnable work) {
        work.run();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long before = sent.get();
            work.run();
            least = Math.min(least, sent.get() - before);
        }
        return least;
    }

    private <T> T counting(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (real instanceof Statement && method.getName().startsWith("execute")) {
                sent.incrementAndGet();
            }
            return wrapped(method, invoke(real, method, arguments));
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The narrowest of the interfaces that are counted: somebody may ask for it. */
    private Object wrapped(Method method, Object result) {
        Class<?> type = method.getReturnType();
        if (type == Connection.class) {
            return counting(Connection.class, (Connection) result);
        }
        return result != null && Statement.class.isAssignableFrom(type) ? counted(type, result) : result;
    }

    private <T> Object counted(Class<T> type, Object real) {
        return counting(type, type.cast(real));
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
