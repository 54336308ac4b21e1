package org.sillok.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.sillok.kernel.Bytes;

/** Addresses that begin with the same bits: {@code 10.0.0.0/8}, {@code fd00::/8}. */
public record AddressBlock(Bytes prefix, int bits) {
    private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}|[0-9a-fA-F:.]{2,45})/([0-9]{1,3})");
    private static final Pattern FOUR = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");

    public AddressBlock {
        if (bits < 0 || bits > prefix.length() * 8) {
            throw new IllegalArgumentException("not so many bits");
        }
    }

    /**
     * Reads a block in CIDR notation.
     *
     * @throws IllegalArgumentException for every other text
     */
    public static AddressBlock parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()
                || !(form.group(1).indexOf(':') >= 0
                        || FOUR.matcher(form.group(1)).matches())) {
            throw new IllegalArgumentException("not a block of addresses such as 10.0.0.0/8 or fd00::/8");
        }
        try {
            // Only digits, dots and colons: nothing is asked of a name service.
            return new AddressBlock(
                    Bytes.of(InetAddress.getByName(form.group(1)).getAddress()), Integer.parseInt(form.group(2)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address", e);
        }
    }

    /** Whether {@code address} is one of them. An IPv4 address is in no block of IPv6 addresses. */
    public boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = prefix.toArray();
        if (theirs.length != ours.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((theirs[bit / 8] & mask) != (ours[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
