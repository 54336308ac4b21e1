package org.sillok.discovery;

import org.jspecify.annotations.Nullable;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.core.Criteria;

/**
 * A search as it was sent.
 *
 * @param aim for the sake of what somebody else's items are sought; null to search one's own
 */
public record Question(
        Criteria criteria, @Nullable Aim aim, @Nullable String cursor, int limit) {}
