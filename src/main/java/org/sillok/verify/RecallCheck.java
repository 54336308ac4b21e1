package org.sillok.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.recall.core.ItemNumber;
import org.sillok.recall.core.RecallEntry;
import org.sillok.recall.core.RecallFormatException;
import org.sillok.recall.core.RecallList;
import org.sillok.recall.core.SignedDocument;

/**
 * Holds a recall list against a bundle that was found in order. A list counts if one of the keys signed it that signed the
 * bundle's statements: trust in the log leads to these, and to no key that the list brings along. The log that the list names
 * may be another one of the same repository: bundles outlive logs.
 */
final class RecallCheck {
    static final String PLACE = "recall list";

    private RecallCheck() {}

    /** What is known of the bundle to which the list is held. */
    record Bundle(String id, Set<String> items, Set<P256PublicKey> keys) {}

    /** Empty exactly if there is a finding. */
    static Optional<RecallAccount> check(GivenRecalls given, Bundle bundle, Findings findings) {
        try {
            SignedDocument document = SignedDocument.parse(given.file());
            document.verify();
            if (!bundle.keys().contains(document.key())) {
                findings.add(
                        FindingCode.RECALLS_SIGNER,
                        PLACE,
                        "It is signed by a key that signed no statement of this bundle: it may be anybody's.");
                return Optional.empty();
            }
            return of(RecallList.parse(document.bytes().toArray()), given, bundle, findings);
        } catch (RecallFormatException e) {
            findings.add(FindingCode.RECALLS_MALFORMED, PLACE, "This is no recall list: " + e.getMessage() + ".");
        } catch (SignatureInvalidException e) {
            findings.add(FindingCode.RECALLS_SIGNATURE, PLACE, "The signature does not hold: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private static Optional<RecallAccount> of(RecallList list, GivenRecalls given, Bundle bundle, Findings findings) {
        List<RecallEntry> recalled = list.of(bundle.id());
        Set<String> named = recalled.stream()
                .flatMap(entry -> entry.items().stream())
                .map(ItemNumber::text)
                .collect(Collectors.toSet());
        if (!bundle.items().containsAll(named)) {
            findings.add(
                    FindingCode.RECALLS_CONTRADICTION,
                    PLACE,
                    "It names an item of this bundle that the bundle does not have.");
            return Optional.empty();
        }
        return Optional.of(new RecallAccount(
                list.number(),
                list.thisUpdate(),
                list.nextUpdate(),
                list.isCurrent(given.now()),
                given.now().isBefore(list.thisUpdate()),
                list.number() < given.from(),
                recalled));
    }
}
