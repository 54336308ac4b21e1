package org.sillok.audit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.RowFindings;
import org.sillok.consent.ConsentInspection;
import org.sillok.consent.OpenedBytes;
import org.sillok.consent.StoredBinding;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.vault.SubjectKeys;

/** Compares the bindings of items, and their removals, with what the items' statements record: one that is gone may forbid. */
final class BindingCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.BINDING_MISSING, FindingCode.BINDING_ALTERED, FindingCode.BINDING_UNRECORDED);
    private static final int PAGE = 512;
    private static final String REMARK = "remark";

    private final ConsentInspection consents;
    private final Findings findings;
    /** Removals that are recorded, and of whose bindings there is no row. */
    private final Set<String> withoutBinding = new HashSet<>();

    BindingCheck(ConsentInspection consents, Findings findings) {
        this.consents = consents;
        this.findings = findings;
    }

    /** Of one item: what is said and what is there, by binding. */
    private static final class Account {
        private final Map<String, Columns> bound = new TreeMap<>();
        private final Map<String, Columns> removed = new TreeMap<>();
        private final Map<String, Columns> boundRows = new TreeMap<>();
        private final Map<String, Columns> removedRows = new TreeMap<>();
        private boolean complete;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.ITEM;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(EventType.BOUND, EventType.UNBOUND);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Account> accounts = new TreeMap<>();
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        Map<String, String> itemOf = new HashMap<>();
        for (ReadStream stream : streams) {
            Account account = new Account();
            account.complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                account.complete &= Said.read(statement, findings, said -> tell(account, said));
            }
            accounts.put(stream.subject(), account);
            keys.put(stream.subject(), stream.keys());
            account.bound.keySet().forEach(binding -> itemOf.put(binding, stream.subject()));
            account.removed.keySet().forEach(binding -> itemOf.put(binding, stream.subject()));
        }
        for (StoredBinding row : consents.bindings(keys)) {
            account(accounts, row.item()).boundRows.put(row.id(), columns(row));
            itemOf.putIfAbsent(row.id(), row.item());
        }
        Map<String, Optional<SubjectKeys>> ofBinding = new HashMap<>();
        itemOf.forEach((binding, item) -> ofBinding.put(binding, keys.getOrDefault(item, Optional.empty())));
        for (StoredBinding.Removal row : consents.removals(ofBinding)) {
            account(accounts, itemOf.getOrDefault(row.binding(), ""))
                    .removedRows
                    .put(row.binding(), columns(row));
        }
        accounts.forEach(this::compare);
    }

    private static Account account(Map<String, Account> accounts, String item) {
        return accounts.computeIfAbsent(item, none -> new Account());
    }

    private void compare(String item, Account account) {
        new RowFindings<String>(
                        findings, CODES, binding -> Place.binding(item, binding), binding -> "the binding " + binding)
                .compare(account.bound, account.boundRows, account.complete);
        new RowFindings<String>(
                        findings,
                        CODES,
                        binding -> Place.binding(item, binding),
                        binding -> "the removal of the binding " + binding)
                .compare(account.removed, account.removedRows, account.complete);
        account.removed.keySet().stream()
                .filter(binding -> !account.boundRows.containsKey(binding))
                .forEach(withoutBinding::add);
    }

    private static void tell(Account account, Said said) {
        String binding = said.details().text("binding");
        Columns columns = said.written().put(REMARK, said.detail(REMARK).orElse(null));
        if (said.type() == EventType.UNBOUND) {
            account.removed.put(binding, columns);
            return;
        }
        account.bound.put(
                binding,
                columns.put("version", said.number(Field.VERSION).orElse(null))
                        .put("relation", said.details().text("relation"))
                        .put("consent", said.find(Field.CONSENT).orElse(null))
                        .put("source", said.find(Field.SOURCE).orElse(null)));
    }

    private static Columns columns(StoredBinding row) {
        Columns columns = new Columns()
                .put("owner", row.owner())
                .put("statement", row.statement())
                .put("time", row.recordedAt())
                .put("recorded by", row.recordedBy())
                .put("confirmed by", row.confirmedBy())
                .put("version", row.version())
                .put("relation", row.relation())
                .put("consent", row.consent())
                .put("source", row.source());
        remark(columns, row.remark());
        return columns;
    }

    private static Columns columns(StoredBinding.Removal row) {
        Columns columns = new Columns()
                .put("owner", row.owner())
                .put("statement", row.statement())
                .put("time", row.recordedAt())
                .put("recorded by", row.recordedBy())
                .put("confirmed by", row.confirmedBy());
        remark(columns, row.remark());
        return columns;
    }

    /** The digest that the statement carries of sealed words, of which nothing is said while the key is not there. */
    static void remark(Columns columns, @Nullable OpenedBytes remark) {
        if (remark == null) {
            columns.put(REMARK, null);
        } else if (remark instanceof OpenedBytes.Opened opened) {
            columns.put(REMARK, opened.digest().base64Url());
        } else if (remark instanceof OpenedBytes.Broken) {
            columns.put(REMARK, remark);
        }
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return consents.boundAfter(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        for (StoredBinding row : consents.bindings(Map.of(subject, Optional.empty()))) {
            findings.add(
                    FindingCode.BINDING_UNRECORDED,
                    Place.binding(subject, row.id()),
                    "the item has no stream of statements");
        }
    }

    /** Removals of what is not there, which were not met with any item. */
    @Override
    public void end() {
        List<String> page = consents.removedAfter("", PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(binding -> !withoutBinding.contains(binding))
                    .forEach(binding -> findings.add(
                            FindingCode.BINDING_UNRECORDED,
                            Place.binding(binding),
                            "it removes a binding that is not there, and no statement that can be read records it"));
            page = consents.removedAfter(page.get(page.size() - 1), PAGE);
        }
    }
}
