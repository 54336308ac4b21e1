package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementHoldings;
import org.sillok.consent.ConsentHoldings;
import org.sillok.crypto.Sha2;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStream;
import org.sillok.custody.core.StreamKind;
import org.sillok.evidence.ItemHoldings;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.source.SourceHoldings;
import org.sillok.succession.core.Withholding;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.succession.db.SuccessionRows;
import org.sillok.withdrawal.WithdrawalHoldings;

/**
 * Whether holdings still are what was packed: the same items, of which the same stay for the same reasons, the same sources,
 * consents and agreements, and on the record of each that went the same last statement. Joins a transaction in the system's scope.
 */
@ApplicationScoped
class HoldingsNow {
    private static final int PAGE = 500;

    private final ItemHoldings items;
    private final CustodyInspection custody;
    private final SourceHoldings sources;
    private final ConsentHoldings consents;
    private final AgreementHoldings agreements;
    private final WithdrawalHoldings withdrawals;
    private final Withholdings withholdings;
    private final ExportRows exports;
    private final PackedItemRows lines;

    HoldingsNow(
            ItemHoldings items,
            CustodyInspection custody,
            SourceHoldings sources,
            ConsentHoldings consents,
            AgreementHoldings agreements,
            WithdrawalHoldings withdrawals,
            Withholdings withholdings,
            ExportRows exports,
            PackedItemRows lines) {
        this.items = items;
        this.custody = custody;
        this.sources = sources;
        this.consents = consents;
        this.agreements = agreements;
        this.withdrawals = withdrawals;
        this.withholdings = withholdings;
        this.exports = exports;
        this.lines = lines;
    }

    /**
     * What stands for the last statements about the organisation's sources and consents and the agreements that it sees, and for
     * what has no record of its own: the versions of its notices, and its withdrawals, lifted ones or not.
     */
    @Transactional(TxType.MANDATORY)
    Digest bound(PartyId owner) {
        MessageDigest digest = Sha2.newSha256();
        pages(
                digest,
                StreamKind.SOURCE,
                last -> sources.after(owner, last, PAGE).stream()
                        .map(SourceId::value)
                        .toList());
        pages(
                digest,
                StreamKind.CONSENT,
                last -> consents.after(owner, last, PAGE).stream()
                        .map(ConsentId::value)
                        .toList());
        String last = "";
        List<String> page = agreements.after(last, PAGE);
        while (!page.isEmpty()) {
            add(digest, StreamKind.AGREEMENT, agreements.seen(owner, page));
            last = page.get(page.size() - 1);
            page = agreements.after(last, PAGE);
        }
        notices(digest, owner);
        withdrawals(digest, owner);
        return Digest.sha256(digest.digest());
    }

    private void notices(MessageDigest digest, PartyId owner) {
        List<ConsentHoldings.KnownNotice> page = consents.noticesAfter(owner, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(one -> line(digest, one.id().value() + " " + one.versions()));
            page = consents.noticesAfter(owner, page.get(page.size() - 1).id().value(), PAGE);
        }
    }

    private void withdrawals(MessageDigest digest, PartyId owner) {
        List<WithdrawalHoldings.Known> page = withdrawals.after(owner, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(one -> line(digest, one.id().value() + " " + one.lifted()));
            page = withdrawals.after(owner, page.get(page.size() - 1).id().value(), PAGE);
        }
    }

    private static void line(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void pages(MessageDigest digest, StreamKind kind, Function<String, List<String>> after) {
        List<String> page = after.apply("");
        while (!page.isEmpty()) {
            add(digest, kind, page);
            page = after.apply(page.get(page.size() - 1));
        }
    }

    private void add(MessageDigest digest, StreamKind kind, List<String> ids) {
        Map<String, Bytes> heads = heads(kind, Set.copyOf(ids));
        for (String id : ids) {
            Bytes head = heads.get(id);
            line(digest, id);
            digest.update(head == null ? new byte[0] : head.toArray());
        }
    }

    private Map<String, Bytes> heads(StreamKind kind, Set<String> subjects) {
        Map<String, Bytes> heads = new HashMap<>();
        for (StoredStream stream : custody.streamsOf(kind, subjects)) {
            Bytes head = stream.headDigest();
            if (head != null) {
                heads.put(stream.subject(), head);
            }
        }
        return heads;
    }

    @Transactional(TxType.MANDATORY)
    boolean areAsPacked(SuccessionRows.Succession row) {
        PartyId owner = new PartyId(row.owner());
        boolean bound = exports.result(row.id(), row.export())
                .filter(result -> Digest.sha256(result.bound()).equals(bound(owner)))
                .isPresent();
        if (!bound) {
            return false;
        }
        String after = "";
        while (true) {
            List<PackedItemRows.Line> packed = lines.page(row.id(), row.export(), after, PAGE);
            List<ItemId> now = items.after(owner, after.isEmpty() ? null : new ItemId(after), PAGE);
            if (!ids(packed).equals(now.stream().map(ItemId::value).toList()) || !isAsPacked(packed)) {
                return false;
            }
            if (packed.isEmpty()) {
                return true;
            }
            after = packed.get(packed.size() - 1).item();
        }
    }

    private static List<String> ids(List<PackedItemRows.Line> packed) {
        return packed.stream().map(PackedItemRows.Line::item).toList();
    }

    private boolean isAsPacked(List<PackedItemRows.Line> packed) {
        Map<ItemId, Withholding> withheld = withholdings.among(
                packed.stream().map(line -> new ItemId(line.item())).toList());
        // A statement may be older than what follows from it: a withdrawal that was recorded while the package was
        // written.
        if (!packed.stream()
                .allMatch(line -> Objects.equals(line.withheld(), name(withheld.get(new ItemId(line.item())))))) {
            return false;
        }
        Set<String> going = new HashSet<>();
        packed.stream().filter(line -> line.withheld() == null).forEach(line -> going.add(line.item()));
        Map<String, Bytes> heads = heads(StreamKind.ITEM, going);
        return packed.stream()
                .filter(line -> line.withheld() == null)
                .allMatch(line -> Objects.equals(bytes(line.head()), heads.get(line.item())));
    }

    private static @Nullable String name(@Nullable Withholding reason) {
        return reason == null ? null : reason.name();
    }

    private static @Nullable Bytes bytes(byte @Nullable [] head) {
        return head == null ? null : Bytes.of(head);
    }
}
