package org.sillok.review;

import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.EventType;
import org.sillok.kernel.BoundedPosition;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/**
 * Which accesses are asked for.
 *
 * @param user only those of one person; null for all
 * @param event only those of one kind; null for all
 * @param about only those about one thing, by its id; null for all
 * @param after goes on after this place
 */
public record AccessQuery(
        PartyId party,
        Period period,
        @Nullable UserId user,
        @Nullable EventType event,
        @Nullable String about,
        @Nullable BoundedPosition after,
        int limit) {}
