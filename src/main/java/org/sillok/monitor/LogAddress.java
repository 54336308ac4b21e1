package org.sillok.monitor;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sillok.monitor.HttpSource.Patience;
import org.sillok.monitor.StateFiles.UnusableException;

/** Where a log is, as people say it. */
final class LogAddress {
    private LogAddress() {}

    /** An address of the web without trailing slash; that of a service as such stands for the log below {@code /log}. */
    static URI parse(String text) throws UnusableException {
        try {
            URI address = new URI(text.replaceFirst("/+$", ""));
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!web || address.getHost() == null || address.getQuery() != null || address.getUserInfo() != null) {
                throw new UnusableException("not the address of a log: say http(s)://HOST[:PORT]/log");
            }
            return address.getPath().isEmpty() ? URI.create(address + "/log") : address;
        } catch (URISyntaxException e) {
            throw new UnusableException("not an address: say http(s)://HOST[:PORT]/log");
        }
    }

    static HttpSource open(URI log, Patience patience, @Nullable String token) throws UnusableException {
        if (token != null && !"https".equals(log.getScheme()) && !isThisMachine(log.getHost())) {
            throw new UnusableException("a token is sent over https only");
        }
        return new HttpSource(log, patience, token);
    }

    /** A log of the web, or a folder with a copy of one. */
    static LogSource source(String text, Patience patience) throws UnusableException {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return open(parse(text), patience, null);
        }
        Path folder = Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new UnusableException("neither an address of the web nor a folder: " + text);
        }
        return new FolderSource(folder);
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
