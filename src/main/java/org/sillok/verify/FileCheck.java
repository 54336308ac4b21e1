package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.json.JsonValue;

/** A given file must be one that a statement describes with length, SHA-256 and SHA-512. */
final class FileCheck {
    /** A file of which all three are disclosed. */
    record Described(long seq, int number, String sha256, String sha512, long length) {
        boolean is(FileDigests file) {
            return length == file.length()
                    && sha256.equals(file.sha256().hex())
                    && sha512.equals(file.sha512().hex());
        }
    }

    /** What brings files into the repository. Other statements may mention files, and release none. */
    private static final Set<EventType> BRINGING =
            Set.of(EventType.DEPOSITED, EventType.VERSION_ADDED, EventType.DERIVED);

    private FileCheck() {}

    static Optional<Account.Match> check(Receipt receipt, FileDigests file, Findings findings) {
        List<Described> described = described(receipt);
        Optional<Account.Match> match = described.stream()
                .filter(candidate -> candidate.is(file))
                .findFirst()
                .map(candidate -> new Account.Match(file, candidate.seq(), candidate.number()));
        if (match.isEmpty()) {
            findings.add(FindingCode.FILE_DIFFERS, file.name(), reason(receipt, described, file));
        }
        return match;
    }

    /** Whether {@code file} is the one of this number in a statement that brought this version of the item. */
    static boolean isReleased(Receipt receipt, FileDigests file, long version, int number) {
        for (Receipt.Entry entry : receipt.entries()) {
            boolean described = entry.disclosures().stream()
                    .filter(disclosure -> disclosure.name().equals(new DisclosureName(Field.SHA256, number)))
                    .map(disclosure -> described(entry, disclosure))
                    .flatMap(Optional::stream)
                    .anyMatch(candidate -> candidate.is(file));
            boolean ofVersion = Facts.find(entry.disclosures(), DisclosureName.of(Field.VERSION))
                    .map(value -> value.asLong() == version)
                    .orElse(false);
            boolean brings = Facts.text(entry.disclosures(), Field.TYPE)
                    .map(EventType::valueOf)
                    .filter(BRINGING::contains)
                    .isPresent();
            if (described && ofVersion && brings) {
                return true;
            }
        }
        return false;
    }

    static List<Described> described(Receipt receipt) {
        List<Described> all = new ArrayList<>();
        for (Receipt.Entry entry : receipt.entries()) {
            entry.disclosures().stream()
                    .filter(disclosure -> disclosure.name().field() == Field.SHA256)
                    .map(disclosure -> described(entry, disclosure))
                    .flatMap(Optional::stream)
                    .forEach(all::add);
        }
        return all;
    }

    private static Optional<Described> described(Receipt.Entry entry, Disclosure sha256) {
        int number = sha256.name().file();
        Optional<JsonValue> sha512 = Facts.find(entry.disclosures(), new DisclosureName(Field.SHA512, number));
        Optional<JsonValue> length = Facts.find(entry.disclosures(), new DisclosureName(Field.LENGTH, number));
        if (sha512.isEmpty() || length.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Described(
                entry.signed().statement().seq(),
                number,
                sha256.fact().value().asText(),
                sha512.get().asText(),
                length.get().asLong()));
    }

    private static String reason(Receipt receipt, List<Described> described, FileDigests file) {
        if (described.isEmpty()) {
            return erasedAt(receipt)
                    .map(time -> "The item was erased at " + time
                            + ", and with it what its files were: nothing can be compared.")
                    .orElse("The receipt does not disclose any file's length and digests.");
        }
        if (described.size() > 1) {
            return "These bytes are none of the " + described.size() + " files that the receipt describes.";
        }
        Described only = Objects.requireNonNull(described.get(0));
        return only.length() == file.length()
                ? "The bytes are not those of the one file that the receipt describes, though the length is the same."
                : "The file has " + file.length() + " bytes; the one that the receipt describes has " + only.length()
                        + ".";
    }

    private static Optional<String> erasedAt(Receipt receipt) {
        return receipt.entries().stream()
                .filter(entry -> Facts.text(entry.disclosures(), Field.TYPE)
                        .filter(EventType.ERASED.name()::equals)
                        .isPresent())
                .findFirst()
                .flatMap(entry -> Facts.text(entry.disclosures(), Field.TIME));
    }
}
