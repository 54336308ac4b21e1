package org.sillok.evidence;

import java.util.List;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.core.FileFacts;

/** What a custody statement says of one file: each fact under the file's number, to be disclosed alone. */
final class StatedFile {
    private StatedFile() {}

    static List<Fact> facts(StoredFile file) {
        int number = file.number();
        FileFacts facts = file.facts();
        return List.of(
                Fact.object(number, file.object()),
                Fact.ofFile(Field.FILE_NAME, number, facts.name().value()),
                Fact.ofFile(Field.MEDIA_TYPE, number, facts.mediaType().value()),
                Fact.length(number, facts.length()),
                Fact.fileDigest(number, facts.sha256()),
                Fact.fileDigest(number, facts.sha512()));
    }
}
