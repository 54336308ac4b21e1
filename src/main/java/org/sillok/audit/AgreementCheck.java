package org.sillok.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sillok.agreement.AgreementInspection;
import org.sillok.agreement.StoredAgreement;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStream;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.kernel.Bytes;
import org.sillok.vault.KeyUse;

/** Compares what the statements of an agreement's stream say, replayed in their order, with the agreement's rows. */
final class AgreementCheck {
    private static final int PAGE = 512;
    private static final String PREFIX = "AGREEMENT_";
    private static final String COURT_ORDER = "COURT_ORDER";

    private final AgreementInspection agreements;
    private final CustodyInspection custody;
    private final SubjectKeyCache keys;
    private final Findings findings;

    AgreementCheck(AgreementInspection agreements, CustodyInspection custody, SubjectKeyCache keys, Findings findings) {
        this.agreements = agreements;
        this.custody = custody;
        this.keys = keys;
        this.findings = findings;
    }

    /**
     * Checks one agreement.
     *
     * @param statements those of its stream that are genuine and could be read, in their order
     * @param complete whether that is all of them
     */
    void check(List<CheckedStatement> statements, Optional<StoredStream> row, boolean complete) {
        Optional<String> id = statements.stream()
                .flatMap(statement -> AgreementAccount.text(statement, Field.AGREEMENT).stream())
                .findFirst()
                .or(() -> row.map(StoredStream::subject));
        if (id.isEmpty()) {
            return;
        }
        Place place = Place.agreement(id.get());
        Optional<StoredAgreement> stored =
                agreements.agreement(id.get(), keys.of(id.get()).filter(held -> held.holds(KeyUse.CONTENT)));
        if (stored.isEmpty()) {
            findings.add(FindingCode.AGREEMENT_MISSING, place, "its row is gone");
            return;
        }
        AgreementAccount account = new AgreementAccount();
        Map<Bytes, StoredAgreement.Event> events = new HashMap<>();
        stored.get().events().forEach(event -> events.put(event.statement(), event));
        for (CheckedStatement statement : statements) {
            account.add(statement);
            StoredAgreement.Event event =
                    events.remove(Bytes.of(statement.statement().digest().toArray()));
            String which = "the event of statement " + statement.row().seq();
            if (event == null) {
                findings.add(FindingCode.AGREEMENT_MISSING, place, which + " is gone");
            } else if (!event.readable() || !says(statement, event)) {
                findings.add(FindingCode.AGREEMENT_ALTERED, place, which + " is not what was recorded");
            }
        }
        if (complete && account.readable) {
            if (!events.isEmpty()) {
                findings.add(FindingCode.AGREEMENT_UNRECORDED, place, "it has events that no statement records");
            }
            compare(account, stored.get(), place);
            checkSigners(account, stored.get(), place);
        }
        for (StoredAgreement.Version version : stored.get().versions()) {
            if (!version.readable() || (version.text() != null && !Objects.equals(version.text(), version.rows()))) {
                findings.add(
                        FindingCode.AGREEMENT_ALTERED,
                        place,
                        "the rows of version " + version.number() + " are not what its text says");
            }
        }
    }

    private static boolean says(CheckedStatement statement, StoredAgreement.Event event) {
        Optional<String> acting = AgreementAccount.text(statement, Field.PARTY);
        Optional<String> party = AgreementAccount.text(statement, Field.ON_BEHALF_OF);
        String expected = event.party() == null || event.party().equals(event.actingParty()) ? null : event.party();
        return statement
                        .type()
                        .filter(type -> type.name().equals(PREFIX + event.type()))
                        .isPresent()
                && AgreementAccount.version(statement)
                        .filter(number -> number == event.version())
                        .isPresent()
                && acting.equals(Optional.of(event.actingParty()))
                && AgreementAccount.text(statement, Field.ACTOR).equals(Optional.of(event.actor()))
                && party.equals(Optional.ofNullable(expected));
    }

    /** What came into force has been signed by everybody before: by all whom it names, and all whom it names no more. */
    private void checkSigners(AgreementAccount account, StoredAgreement stored, Place place) {
        Map<Integer, StoredAgreement.Version> rows = new HashMap<>();
        stored.versions().forEach(row -> rows.put(row.number(), row));
        account.versions.forEach((number, told) -> {
            StoredAgreement.Version row = rows.get(number);
            Set<String> signers = told.signers;
            if (row == null || !row.readable() || signers == null) {
                return;
            }
            if (text(row).kind().equals(COURT_ORDER)) {
                if (!told.confirmedByAnother) {
                    findings.add(
                            FindingCode.AGREEMENT_UNSIGNED,
                            place,
                            "nobody but who proposed version " + number + " has confirmed it");
                }
                return;
            }
            Set<String> lacking = new TreeSet<>(text(row).parties());
            lacking.addAll(leaving(told, text(row), rows));
            lacking.removeAll(signers);
            if (!lacking.isEmpty()) {
                findings.add(
                        FindingCode.AGREEMENT_UNSIGNED,
                        place,
                        "version " + number + " came into force without a signature of " + String.join(", ", lacking));
            }
        });
    }

    /** What is named by the text, or by the rows while the key is not there. */
    private static StoredAgreement.Repeated text(StoredAgreement.Version row) {
        StoredAgreement.Repeated text = row.text();
        return text == null ? row.rows() : text;
    }

    /** Whom the version before names, and this one does not. */
    private static Set<String> leaving(
            AgreementAccount.Told told, StoredAgreement.Repeated text, Map<Integer, StoredAgreement.Version> rows) {
        StoredAgreement.Version before = told.before == null ? null : rows.get(told.before);
        if (before == null) {
            return Set.of();
        }
        Set<String> leaving = new HashSet<>(text(before).parties());
        leaving.removeAll(text.parties());
        return leaving;
    }

    private void compare(AgreementAccount account, StoredAgreement stored, Place place) {
        Map<Integer, StoredAgreement.Version> byNumber = new HashMap<>();
        stored.versions().forEach(row -> byNumber.put(row.number(), row));
        List<String> differences = new ArrayList<>();
        note(differences, "standing", account.standing.equals(stored.standing()));
        note(differences, "suspended by", Objects.equals(account.suspendedBy, stored.suspendedBy()));
        note(differences, "newest signed", Objects.equals(account.signed, stored.newestSigned()));
        note(differences, "open", account.open == stored.open());
        note(
                differences,
                "newest",
                account.versions.keySet().stream().max(Integer::compare).equals(Optional.of(stored.newest())));
        Set<Integer> missing = new HashSet<>(account.versions.keySet());
        for (StoredAgreement.Version row : stored.versions()) {
            AgreementAccount.Told told = account.versions.get(row.number());
            missing.remove(row.number());
            if (told == null) {
                findings.add(FindingCode.AGREEMENT_UNRECORDED, place, "no statement records version " + row.number());
            } else {
                String which = " of version " + row.number();
                note(differences, "drafter" + which, told.draftedBy.equals(row.draftedBy()));
                note(differences, "stage" + which, told.stage.equals(row.stage()));
                note(differences, "digest" + which, told.digest.equals(row.digest()));
                note(differences, "beginning" + which, begins(told, row));
                note(differences, "leaving" + which, row.leaving().equals(leaving(told, text(row), byNumber)));
            }
        }
        if (!missing.isEmpty()) {
            findings.add(FindingCode.AGREEMENT_MISSING, place, "the rows of a version are gone");
        }
        if (!differences.isEmpty()) {
            findings.add(FindingCode.AGREEMENT_ALTERED, place, "differing columns: " + String.join(", ", differences));
        }
    }

    /** It begins with the last signature, or later if the text says so. */
    private static boolean begins(AgreementAccount.Told told, StoredAgreement.Version row) {
        Instant signedAt = told.signedAt;
        Instant startsAt = row.startsAt();
        if (signedAt == null || startsAt == null) {
            return signedAt == null && startsAt == null;
        }
        Instant from = row.effectiveFrom();
        return ItemCheck.isSameMoment(signedAt, startsAt) || (startsAt.isAfter(signedAt) && startsAt.equals(from));
    }

    private static void note(List<String> differences, String column, boolean same) {
        if (!same) {
            differences.add(column);
        }
    }

    /** Agreements that no stream of statements is about. */
    void findUnrecorded() {
        List<String> page = agreements.after("", PAGE);
        while (!page.isEmpty()) {
            Set<String> recorded = custody.streamsOf(StreamKind.AGREEMENT, page).stream()
                    .map(StoredStream::subject)
                    .collect(Collectors.toSet());
            for (String id : page) {
                if (!recorded.contains(id)) {
                    findings.add(
                            FindingCode.AGREEMENT_UNRECORDED, Place.agreement(id), "it has no stream of statements");
                }
            }
            page = agreements.after(page.get(page.size() - 1), PAGE);
        }
    }
}
