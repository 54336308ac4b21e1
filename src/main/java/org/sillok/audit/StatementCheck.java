package org.sillok.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.FactSheet;
import org.sillok.custody.Leaves;
import org.sillok.custody.OpenedDisclosures;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;

/** Checks one statement by itself: bytes, signature, leaf, and that its sealed facts are those it committed to. */
final class StatementCheck {
    private final CustodyInspection custody;
    private final P256PublicKey key;
    private final Set<String> origins;
    private final SubjectKeyCache keys;
    private final Tombstones tombstones;
    private final Findings findings;

    StatementCheck(
            CustodyInspection custody,
            P256PublicKey key,
            Set<String> origins,
            SubjectKeyCache keys,
            Tombstones tombstones,
            Findings findings) {
        this.custody = custody;
        this.key = key;
        this.origins = Set.copyOf(origins);
        this.keys = keys;
        this.tombstones = tombstones;
        this.findings = findings;
    }

    /** The statement if its bytes are genuine; why they are not, or what else differs, becomes findings. */
    Optional<CheckedStatement> check(StoredStatement row) {
        Place place = Place.statement(row.stream(), row.seq());
        Statement statement;
        try {
            statement = Statement.parse(row.kept().bytes().toArray());
        } catch (CustodyFormatException e) {
            findings.add(FindingCode.STATEMENT_ALTERED, place, "its bytes are not a statement");
            return Optional.empty();
        }
        if (!isGenuine(row, statement, place)) {
            return Optional.empty();
        }
        Optional<FactSheet> facts = facts(row, statement, place);
        facts.ifPresent(sheet -> {
            compareRow(row, sheet, place);
            compareTombstone(row, sheet);
        });
        return Optional.of(new CheckedStatement(row, statement, facts));
    }

    /** What a statement that records files says, without asking whether it is genuine; empty for all others. */
    Optional<CheckedStatement> withFiles(StoredStatement row) {
        try {
            Statement statement = Statement.parse(row.kept().bytes().toArray());
            Place place = Place.statement(row.stream(), row.seq());
            return statement.ciphertexts().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CheckedStatement(row, statement, facts(row, statement, place)));
        } catch (CustodyFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether a statement is one that this repository signed, with the leaf that its row names. */
    boolean isGenuine(CheckedStatement checked) {
        StoredStatement row = checked.row();
        return isGenuine(row, checked.statement(), Place.statement(row.stream(), row.seq()));
    }

    private boolean isGenuine(StoredStatement row, Statement statement, Place place) {
        boolean ours = statement.keyId().equals(key.keyId());
        if (ours && !Leaves.hash(row.kept(), key).filter(row.leafHash()::equals).isPresent()) {
            findings.add(
                    FindingCode.STATEMENT_ALTERED, place, "its bytes or its signature do not have the row's leaf hash");
            return false;
        }
        try {
            new SignedStatement(statement, row.kept().signature()).verify(key);
        } catch (SignatureInvalidException e) {
            findings.add(
                    FindingCode.STATEMENT_SIGNATURE_INVALID,
                    place,
                    ours ? "the signature is not by the key it names" : "it names a key that is not this repository's");
            return false;
        }
        if (!row.digest().equals(Bytes.of(statement.digest().toArray()))) {
            findings.add(FindingCode.STATEMENT_ALTERED, place, "the row's digest is not that of its bytes");
        }
        if (!origins.contains(statement.origin())) {
            findings.add(FindingCode.STATEMENT_ALTERED, place, "it was made for a log that the database does not know");
        }
        return true;
    }

    private Optional<FactSheet> facts(StoredStatement row, Statement statement, Place place) {
        Optional<SubjectKeys> held = keys.of(row.kept().keySubject());
        if (held.isEmpty()) {
            return Optional.empty();
        }
        List<Disclosure> all = new ArrayList<>();
        boolean readable = true;
        for (Confidentiality kind : Confidentiality.values()) {
            // Under the number that was signed: a row moved within its stream is named as that, not as broken.
            OpenedDisclosures opened = custody.open(row.kept(), kind, row.stream(), statement.seq(), held.get());
            if (opened instanceof OpenedDisclosures.Opened good) {
                readable &= carries(statement, kind, good.disclosures(), place);
                all.addAll(good.disclosures());
            } else if (opened instanceof OpenedDisclosures.NoKey && kind == Confidentiality.CONTENT) {
                tombstones.gone(row.kept().keySubject());
                readable = false;
            } else if (opened instanceof OpenedDisclosures.NoKey) {
                findings.add(
                        FindingCode.KEY_MISSING,
                        Place.keys(row.kept().keySubject()),
                        "the " + kind + " key is gone and no statement says that it was destroyed");
                readable = false;
            } else {
                findings.add(FindingCode.DISCLOSURE_ALTERED, place, "the sealed facts do not open: " + kind);
                readable = false;
            }
        }
        return readable ? complete(all, place) : Optional.empty();
    }

    private boolean carries(Statement statement, Confidentiality kind, List<Disclosure> disclosures, Place place) {
        Set<Digest> digests = new HashSet<>(statement.disclosures());
        for (Disclosure disclosure : disclosures) {
            if (!digests.contains(disclosure.digest()) || disclosure.name().confidentiality() != kind) {
                findings.add(
                        FindingCode.DISCLOSURE_ALTERED,
                        place,
                        "the statement does not carry the digest of " + disclosure.name());
                return false;
            }
        }
        return true;
    }

    private Optional<FactSheet> complete(List<Disclosure> disclosures, Place place) {
        Optional<FactSheet> sheet = FactSheet.of(disclosures);
        if (sheet.isEmpty()) {
            findings.add(FindingCode.DISCLOSURE_ALTERED, place, "one name is said twice");
            return Optional.empty();
        }
        for (Field required : List.of(Field.STREAM, Field.TYPE, Field.TIME)) {
            if (sheet.get().value(required).isEmpty()) {
                findings.add(FindingCode.DISCLOSURE_ALTERED, place, "its facts lack " + required.text());
                return Optional.empty();
            }
        }
        return sheet;
    }

    /** Whoever says that something was erased has destroyed its key. */
    private void compareTombstone(StoredStatement row, FactSheet facts) {
        String subject = row.kept().keySubject();
        if (!facts.text(Field.TYPE).filter(EventType.ERASED.name()::equals).isPresent()
                || !facts.text(Field.ITEM).filter(subject::equals).isPresent()) {
            return;
        }
        tombstones.erased(subject);
        if (keys.of(subject).filter(held -> held.holds(KeyUse.CONTENT)).isPresent()) {
            findings.add(
                    FindingCode.KEY_NOT_DESTROYED,
                    Place.keys(subject),
                    "its tombstone is on record, and its key opens");
        }
    }

    private void compareRow(StoredStatement row, FactSheet facts, Place place) {
        if (!facts.text(Field.STREAM).filter(row.stream()::equals).isPresent()) {
            findings.add(FindingCode.REORDERED, place, "the statement belongs to another stream");
        }
        Instant time = Timestamps.parse(facts.text(Field.TIME).orElseThrow());
        if (!time.equals(row.recordedAt())) {
            findings.add(FindingCode.STATEMENT_ALTERED, place, "the row's time is not the one that was signed");
        }
    }
}
