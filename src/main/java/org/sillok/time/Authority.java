package org.sillok.time;

import java.net.URI;
import java.util.regex.Pattern;

/** A time-stamping authority as the operator named it. The name is part of object names and public addresses. */
record Authority(String name, URI address) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    Authority {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a name has 1 to 32 lower-case letters, digits and hyphens between them");
        }
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("an address begins with http:// or https:// and a host");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
