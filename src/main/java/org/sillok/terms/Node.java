package org.sillok.terms;

import java.util.List;
import java.util.Set;
import org.sillok.kernel.PartyId;

/**
 * One version in the derivation of what is asked for.
 *
 * @param owners who deposited it; joint depositors all count
 */
public record Node(MaterialRef ref, Set<PartyId> owners, List<Binding> bindings, List<Guard> guards) {
    public Node {
        owners = Set.copyOf(owners);
        bindings = List.copyOf(bindings);
        guards = List.copyOf(guards);
    }
}
