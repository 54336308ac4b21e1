package org.sillok.bundle.core;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sillok.kernel.Bytes;

/** All documents below {@code data/}: everything there that is not an item's file or receipt. */
final class PayloadDocuments {
    private PayloadDocuments() {}

    static SortedMap<String, Document> of(BundlePlan plan) {
        SortedMap<String, Document> documents = new TreeMap<>();
        documents.put(Layout.COVER, CoverPage::write);
        documents.put(Layout.COMPLETENESS, PolicyDocuments::completeness);
        documents.put(Layout.CSV, LoadFiles::csv);
        documents.put(Layout.DAT, LoadFiles::dat);
        documents.put(Layout.OPT, LoadFiles::opt);
        documents.put(Layout.CASE, CaseGraph::write);
        documents.put(Layout.PREMIS, Premis::write);
        documents.put(Layout.PROV, Prov::write);
        documents.put(Layout.DECISIONS, PolicyDocuments::decisions);
        documents.put(Layout.HANDLING, PolicyDocuments::handling);
        documents.put(Layout.UNDERTAKINGS, PolicyDocuments::undertakings);
        documents.put(Layout.TERMS, asIs(plan.papers().terms()));
        documents.put(Layout.CRATE, Crate::write);
        List<Bytes> receipts = plan.papers().consentReceipts();
        for (int i = 0; i < receipts.size(); i++) {
            documents.put(Layout.consentReceipt(i + 1), asIs(receipts.get(i)));
        }
        return documents;
    }

    private static Document asIs(Bytes bytes) {
        return (plan, out) -> out.write(bytes.toArray());
    }
}
