package org.sillok.time;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sillok.net.PublicAddresses;
import org.sillok.time.core.StampProblem;

/**
 * Which hosts a certificate may send this service to: those of the public internet. Addresses of this machine, of the link
 * and of private networks are refused, because what listens there may take a request from here for one of a friend.
 *
 * <p>The name is resolved here and once more for the connection; the JDK keeps what it resolved for half a minute, so both
 * see the same. A name that changes just when that is over can still lead elsewhere: the answer is read as a revocation
 * list or not at all, and is never shown to whoever named it.
 */
final class PublicHosts {
    private PublicHosts() {}

    /** Throws if any address of the host is not public, or if it has none within {@code wait}. */
    static void check(String host, Duration wait) throws UnansweredException, InterruptedException {
        CompletableFuture<InetAddress[]> resolved = CompletableFuture.supplyAsync(() -> resolve(host));
        try {
            for (InetAddress address : resolved.get(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                if (!isPublic(address)) {
                    throw new UnansweredException(StampProblem.PRIVATE_ADDRESS);
                }
            }
        } catch (TimeoutException e) {
            throw new UnansweredException(StampProblem.TIMED_OUT, e);
        } catch (ExecutionException e) {
            throw new UnansweredException(StampProblem.UNREACHABLE, e);
        } finally {
            resolved.cancel(true);
        }
    }

    private static InetAddress[] resolve(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host is not known", e);
        }
    }

    static boolean isPublic(InetAddress address) {
        return PublicAddresses.isPublic(address);
    }
}
