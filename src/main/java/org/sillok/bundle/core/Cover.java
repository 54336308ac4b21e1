package org.sillok.bundle.core;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Purpose;

/**
 * Who gets the bundle, from whom, and for what.
 *
 * @param owners names of the organisations that released, as public as the bundle is
 * @param proceeding as the recipient named it in its request
 * @param until the day on which the permission ends; empty if none was set
 * @param conditions what the recipient has to keep to, each in one or more languages
 * @param contact how to ask for more, and to whom to report what went wrong
 */
public record Cover(
        PartyId requester,
        Multilingual requesterName,
        List<Multilingual> owners,
        SortedSet<Purpose> purposes,
        Optional<String> proceeding,
        Optional<LocalDate> until,
        List<Multilingual> conditions,
        Multilingual contact) {
    public Cover {
        owners = List.copyOf(owners);
        conditions = List.copyOf(conditions);
        purposes = Collections.unmodifiableSortedSet(new TreeSet<>(purposes));
        if (owners.isEmpty() || purposes.isEmpty()) {
            throw new IllegalArgumentException("a bundle comes from somebody and is for something");
        }
    }
}
