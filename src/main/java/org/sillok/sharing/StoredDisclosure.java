package org.sillok.sharing;

/**
 * The row of a disclosure. Nothing here has been checked.
 *
 * @param counted whether its request is counted under every clause that it names
 * @param settled whether it is so old that a statement must record it by now
 */
public record StoredDisclosure(
        String bundle,
        String item,
        int version,
        String owner,
        String request,
        String recipient,
        boolean counted,
        boolean settled) {}
