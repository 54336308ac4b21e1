package org.sillok.net;

import java.net.InetAddress;

/**
 * Which addresses belong to the public internet. Those of this machine, of the link, of private networks, and those that
 * lead to them in another spelling do not, because what listens there may take a request from here for one of a friend.
 */
public final class PublicAddresses {
    private PublicAddresses() {}

    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublic(bytes, 0) : isPublicSix(bytes);
    }

    private static boolean isPublicSix(byte[] address) {
        int first = pair(address, 0);
        int second = pair(address, 2);
        if (first == 0x0064 && second == 0xff9b && isZero(address, 4, 12)) {
            // NAT64 (RFC 6052): the last four bytes are where it leads.
            return isPublic(address, 12);
        } else if (first == 0x2002) {
            // 6to4 (RFC 3056)
            return isPublic(address, 2);
        } else if (first == 0x2001 && (second == 0 || second == 0x0db8)) {
            // Teredo, and what is for documents only
            return false;
        }
        return (first & 0xe000) == 0x2000;
    }

    /** By the registry of special-purpose addresses (RFC 6890 and what followed). */
    private static boolean isPublic(byte[] bytes, int from) {
        int a = bytes[from] & 0xff;
        int b = bytes[from + 1] & 0xff;
        int c = bytes[from + 2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> (b & 0xc0) != 64;
            case 169 -> b != 254;
            case 172 -> (b & 0xf0) != 16;
            case 192 -> b != 168 && !(b == 0 && (c == 0 || c == 2));
            case 198 -> (b & 0xfe) != 18 && !(b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            // Multicast and what is reserved
            default -> a < 224;
        };
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
