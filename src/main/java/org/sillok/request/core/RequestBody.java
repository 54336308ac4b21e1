package org.sillok.request.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sillok.crypto.Sha2;
import org.sillok.json.CanonicalJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.terms.MaterialRef;

/**
 * What is sent to submit or to amend a request: its terms, with what is sought if items are, and the versions of items that it
 * is about.
 *
 * @param items in the order in which they were named, none twice; empty only if a query is to find them
 */
public record RequestBody(RequestTerms terms, List<Named> items) {
    /**
     * One version that is asked for.
     *
     * @param found whether who asks named it as it was found in a search, and does not know the item's id
     */
    public record Named(MaterialRef version, boolean found) {}

    /** The most versions of items that one request is about. */
    public static final int MOST_ITEMS = 100_000;

    private static final String FOUND = "/found";
    private static final String ITEMS = "items";
    private static final String FINDING = "finding";
    private static final String VERSION = "version";

    public RequestBody {
        items = List.copyOf(items);
    }

    /**
     * Reads a body strictly. Throws {@link RequestFault}.
     *
     * @param findings what who asks calls an item that it found; empty for a text of another form
     */
    public static RequestBody read(byte[] bytes, Function<String, Optional<ItemId>> findings) {
        Set<String> members = new HashSet<>(RequestTerms.MEMBERS);
        members.add(ITEMS);
        Asked body = Asked.of(bytes).members(members);
        RequestTerms terms = RequestTerms.read(body);
        if (terms.query() != null && body.find(ITEMS).isEmpty()) {
            return new RequestBody(terms, List.of());
        }
        Asked items = body.get(ITEMS);
        Set<String> names = new HashSet<>();
        return new RequestBody(terms, once(items.set(1, MOST_ITEMS, one -> {
            Named named = named(one, findings);
            // As it was sent: a refusal must not tell which item a finding is.
            String name = one.find(FINDING)
                    .map(Asked::text)
                    .orElseGet(() -> named.version().item().value());
            if (!names.add(name + "/" + named.version().version())) {
                throw one.fault("It stands twice.");
            }
            return named;
        })));
    }

    /** What was named in both ways is one line, under the name that tells less. */
    private static List<Named> once(Collection<Named> sent) {
        Map<MaterialRef, Named> all = new LinkedHashMap<>();
        sent.forEach(named -> all.merge(
                named.version(), named, (one, other) -> new Named(one.version(), one.found() || other.found())));
        return List.copyOf(all.values());
    }

    /** The same with what its query found, after what was named. */
    public RequestBody with(Collection<MaterialRef> found) {
        List<Named> all = new ArrayList<>(items);
        found.forEach(version -> all.add(new Named(version, true)));
        return new RequestBody(terms, once(all));
    }

    private static Named named(Asked one, Function<String, Optional<ItemId>> findings) {
        Optional<Asked> finding = one.find(FINDING);
        if (finding.isEmpty()) {
            return new Named(RequestTerms.version(one.members(Set.of("item", VERSION))), false);
        }
        ItemId item = findings.apply(finding.get().text())
                .orElseThrow(() -> finding.get().fault("Not what a search calls an item."));
        return new Named(
                new MaterialRef(
                        item, one.members(Set.of(FINDING, VERSION)).get(VERSION).positive()),
                true);
    }

    /** What makes two bodies the same. */
    public Digest digest() {
        return Sha2.sha256(CanonicalJson.write(JsonObject.builder()
                .put("terms", terms.toJson())
                .put(
                        ITEMS,
                        JsonArray.ofTexts(items.stream()
                                .map(named -> named.version() + (named.found() ? FOUND : ""))
                                .toList()))
                .build()));
    }
}
