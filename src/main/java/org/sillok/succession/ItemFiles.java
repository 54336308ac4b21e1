package org.sillok.succession;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sillok.bundle.core.Layout;
import org.sillok.evidence.ItemHoldings;
import org.sillok.evidence.core.FileFacts;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** What the files of an item are called in a package. Nobody's text becomes part of a name. */
final class ItemFiles {
    private ItemFiles() {}

    /** Below {@code data/}. */
    static String path(String item, ItemHoldings.HeldFile file) {
        return folder(item) + "v" + file.version() + "-" + file.file().number() + "."
                + Layout.extension(file.file().facts().mediaType().value());
    }

    static String folder(String item) {
        return "items/" + item + "/";
    }

    /** In the order of their paths, which is that of the archive. */
    static List<ItemHoldings.HeldFile> byPath(ItemHoldings.Held item) {
        List<ItemHoldings.HeldFile> files = new ArrayList<>(item.files());
        files.sort(Comparator.comparing(file -> path(item.id().value(), file)));
        return files;
    }

    /** What each is called here, what the depositor called it, and its facts. */
    static JsonArray list(ItemHoldings.Held item) {
        return new JsonArray(item.files().stream()
                .<JsonValue>map(file -> line(item.id().value(), file))
                .toList());
    }

    private static JsonObject line(String item, ItemHoldings.HeldFile file) {
        FileFacts facts = file.file().facts();
        return JsonObject.builder()
                .put("path", "data/" + path(item, file))
                .put("version", file.version())
                .put("number", file.file().number())
                .put("fileName", facts.name().value())
                .put("mediaType", facts.mediaType().value())
                .put("length", facts.length())
                .put("sha256", facts.sha256().hex())
                .put("sha512", facts.sha512().hex())
                .put("ciphertext", file.file().cipherSha256().base64Url())
                .build();
    }
}
