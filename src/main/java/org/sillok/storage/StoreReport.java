package org.sillok.storage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a bucket was seen to do when the service started.
 *
 * @param locks whether it locks by itself what nobody asked it to lock
 * @param remarks what whoever runs it should know beside
 */
public record StoreReport(String bucket, Map<StoreProperty, Verdict> verdicts, boolean locks, List<String> remarks) {
    /** What was seen of one property. */
    public enum Verdict {
        ENFORCED,
        /** The store took the request, said that all was well, and did not do it. */
        IGNORED,
        /** The store says that it cannot. */
        UNSUPPORTED,
        /** The settings do not need it, or it could not be tried: then a remark says why. */
        UNTESTED
    }

    public StoreReport {
        verdicts = Map.copyOf(verdicts);
        remarks = List.copyOf(remarks);
    }

    public Verdict of(StoreProperty property) {
        return verdicts.getOrDefault(property, Verdict.UNTESTED);
    }

    /** All properties in their order. */
    public Map<StoreProperty, Verdict> inOrder() {
        Map<StoreProperty, Verdict> all = new EnumMap<>(StoreProperty.class);
        for (StoreProperty property : StoreProperty.values()) {
            all.put(property, of(property));
        }
        return all;
    }

    /** What the store claims and does not do. */
    public List<StoreProperty> ignored() {
        return inOrder().entrySet().stream()
                .filter(entry -> entry.getValue() == Verdict.IGNORED)
                .map(Map.Entry::getKey)
                .toList();
    }
}
