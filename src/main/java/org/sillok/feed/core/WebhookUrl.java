package org.sillok.feed.core;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a webhook's receiver is. Taken apart here, by one narrow grammar, because whatever two parsers understand
 * differently leads somewhere else than was checked: no user, no fragment, no number that stands for an address, no
 * trailing dot. Where a name leads is found out when something is sent.
 */
public record WebhookUrl(boolean secure, String host, int port, String target) {
    public static final int MAX_LENGTH = 2048;

    private static final int MAX_HOST = 253;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#@\\\\:\\[\\]]+|\\[[0-9a-f:.]{2,45}])"
            + "(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*" + LABEL);
    private static final Pattern DOTTED = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
    // What resolvers take for an address: a last label of digits, or hexadecimal.
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    public WebhookUrl {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port");
        }
    }

    /**
     * Reads an absolute address.
     *
     * @throws IllegalArgumentException for every other text; the message does not repeat it
     */
    public static WebhookUrl parse(String text) {
        String lowered = lowerAuthority(text);
        Matcher url = URL.matcher(lowered);
        if (text.length() > MAX_LENGTH || !url.matches()) {
            throw new IllegalArgumentException("not an address of the form https://host/path");
        }
        String host = url.group(2);
        if (!isHost(host)) {
            throw new IllegalArgumentException("not a host");
        }
        boolean secure = url.group(1).equals("https");
        int port = secure ? HTTPS : HTTP;
        if (url.group(3) != null) {
            port = Integer.parseInt(url.group(3).substring(1));
        }
        String path = url.group(4) == null ? "/" : url.group(4);
        String query = url.group(5) == null ? "" : url.group(5);
        return new WebhookUrl(secure, host, port, path + query);
    }

    private static String lowerAuthority(String text) {
        int scheme = text.indexOf("://");
        int path = scheme < 0 ? -1 : text.indexOf('/', scheme + 3);
        int end = path < 0 ? text.indexOf('?') : path;
        return end < 0
                ? text.toLowerCase(Locale.ROOT)
                : text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.indexOf(':') > 0;
        }
        return DOTTED.matcher(host).matches()
                || (host.length() <= MAX_HOST
                        && NAME.matcher(host).matches()
                        && !NUMERIC.matcher(host).matches());
    }

    /** Whether the host is an address and not a name. */
    public boolean isLiteral() {
        return host.startsWith("[") || DOTTED.matcher(host).matches();
    }

    /** The host without the brackets of an IPv6 address. */
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The value of the header {@code Host}. */
    public String authority() {
        return port == (secure ? HTTPS : HTTP) ? host : host + ":" + port;
    }

    /** The address in one spelling. */
    public String text() {
        return (secure ? "https://" : "http://") + authority() + target;
    }

    /** Not spelt out: addresses of webhooks hold secrets. */
    @Override
    public String toString() {
        return "WebhookUrl";
    }
}
