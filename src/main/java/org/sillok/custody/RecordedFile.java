package org.sillok.custody;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Statement;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;

/** A file as its statement records it: facts that were signed and logged. */
public record RecordedFile(
        int number,
        String object,
        Digest sha256,
        Digest sha512,
        long length,
        String mediaType,
        String fileName,
        Digest cipherSha256) {
    /** As many files as the statement has ciphertext digests, numbered from 1; empty if it does not say all of them. */
    public static Optional<List<RecordedFile>> of(Statement statement, FactSheet facts) {
        List<Digest> ciphers = statement.ciphertexts();
        List<RecordedFile> files = new ArrayList<>();
        for (int number = 1; number <= ciphers.size(); number++) {
            Optional<RecordedFile> file = file(facts, number, ciphers.get(number - 1));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            files.add(file.get());
        }
        return facts.files().size() == files.size() ? Optional.of(files) : Optional.empty();
    }

    private static Optional<RecordedFile> file(FactSheet facts, int number, Digest cipher) {
        Optional<JsonValue> object = facts.ofFile(Field.OBJECT, number);
        Optional<JsonValue> sha256 = facts.ofFile(Field.SHA256, number);
        Optional<JsonValue> sha512 = facts.ofFile(Field.SHA512, number);
        Optional<JsonValue> length = facts.ofFile(Field.LENGTH, number);
        Optional<JsonValue> type = facts.ofFile(Field.MEDIA_TYPE, number);
        Optional<JsonValue> name = facts.ofFile(Field.FILE_NAME, number);
        if (object.isEmpty()
                || sha256.isEmpty()
                || sha512.isEmpty()
                || length.isEmpty()
                || type.isEmpty()
                || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RecordedFile(
                number,
                object.get().asText(),
                Digest.sha256(HexFormat.of().parseHex(sha256.get().asText())),
                Digest.sha512(HexFormat.of().parseHex(sha512.get().asText())),
                length.get().asLong(),
                type.get().asText(),
                name.get().asText(),
                cipher));
    }

    /** File names stay out of logs. */
    @Override
    public String toString() {
        return "RecordedFile[" + object + "]";
    }
}
