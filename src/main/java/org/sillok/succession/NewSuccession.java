package org.sillok.succession;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.succession.core.Text;

/**
 * Whose holdings a custodian wants to hand over, and to whom.
 *
 * @param key of the successor for encryption; null: the newest that counts
 */
public record NewSuccession(
        PartyId owner, PartyId successor, @Nullable PartyKeyId key, Text reason) {}
