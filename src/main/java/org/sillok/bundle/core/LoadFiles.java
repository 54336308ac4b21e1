package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sillok.kernel.LanguageTag;

/** Lists of the released files for review programs: Concordance, Opticon, and CSV for everybody else. One row each file. */
final class LoadFiles {
    static final List<String> COLUMNS = List.of(
            "DOCID",
            "ITEM",
            "VERSION",
            "FILE",
            "PATH",
            "FILENAME",
            "MEDIATYPE",
            "LENGTH",
            "SHA256",
            "SHA512",
            "TITLE",
            "DESCRIPTION",
            "DATE",
            "EDTF",
            "PLACE",
            "LANGUAGE");

    /** Concordance: fields in thorns, between them the control character 0x14. */
    private static final char QUOTE = '\u00fe';

    private static final char SEPARATOR = '\u0014';
    private static final char NEW_LINE = '\u00ae';
    /** Without it, the programs that read these files take UTF-8 for a Windows code page. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String END = "\r\n";

    /** What a spreadsheet takes for the beginning of a formula, the full-width forms included. */
    private static final String FORMULA = "=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20";

    private LoadFiles() {}

    private interface Row {
        String of(List<String> fields);
    }

    private static void write(BundlePlan plan, Text text, Row row) throws IOException {
        for (PlannedItem item : plan.items()) {
            for (PlannedFile file : item.files()) {
                text.add(row.of(fields(item, file)));
            }
        }
        text.flush();
    }

    private static List<String> fields(PlannedItem item, PlannedFile file) {
        Description description = item.description();
        List<String> fields = new ArrayList<>();
        fields.add(document(item, file));
        fields.add(item.name());
        fields.add(Integer.toString(item.version()));
        fields.add(Integer.toString(file.number()));
        fields.add(Layout.file(item, file).substring("data/".length()));
        fields.add(file.originalName().orElse(""));
        fields.add(file.mediaType());
        fields.add(Long.toString(file.facts().length()));
        fields.add(file.facts().sha256().hex());
        fields.add(file.facts().sha512().hex());
        fields.add(description
                .title()
                .map(title -> join(title.byTag().values().stream().toList()))
                .orElse(""));
        fields.add(description
                .summary()
                .map(text -> join(text.byTag().values().stream().toList()))
                .orElse(""));
        fields.add(join(description.dates().stream()
                .map(Description.WrittenDate::written)
                .toList()));
        fields.add(join(description.dates().stream()
                .map(date -> date.edtf().map(Object::toString).orElse(""))
                .toList()));
        fields.add(join(description.places()));
        fields.add(join(description.languages().stream().map(LanguageTag::value).toList()));
        return fields;
    }

    private static String document(PlannedItem item, PlannedFile file) {
        return item.name() + "." + file.number();
    }

    private static String join(List<String> values) {
        return String.join("; ", values);
    }

    /** RFC 4180, every field quoted. */
    static void csv(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out).add(csvRow(COLUMNS));
        write(plan, text, LoadFiles::csvRow);
    }

    private static String csvRow(List<String> fields) {
        return fields.stream()
                .map(field -> '"' + harmless(field).replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", END));
    }

    /**
     * A spreadsheet shows what follows an apostrophe as text. An apostrophe of the text's own gets another one before it,
     * so that taking one away always gives the text.
     */
    static String harmless(String field) {
        return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
    }

    /** Concordance has no escapes: what would end a field or a row is replaced, and only here. */
    static void dat(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out).add(BYTE_ORDER_MARK).add(datRow(COLUMNS));
        write(plan, text, LoadFiles::datRow);
    }

    private static String datRow(List<String> fields) {
        return fields.stream()
                .map(field -> QUOTE + datText(field) + QUOTE)
                .collect(Collectors.joining(String.valueOf(SEPARATOR), "", END));
    }

    static String datText(String field) {
        return field.replace(String.valueOf(NEW_LINE), "(R)")
                .replace("\r\n", "\n")
                .replace('\n', NEW_LINE)
                .replace('\r', NEW_LINE)
                .replace(String.valueOf(QUOTE), "th")
                .replace(SEPARATOR, ' ');
    }

    /** Opticon: each file is a document of its own; paths are relative to this list and written as on Windows. */
    static void opt(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out);
        for (PlannedItem item : plan.items()) {
            for (PlannedFile file : item.files()) {
                String path = Layout.file(item, file).substring("data/".length());
                text.add(document(item, file) + "," + plan.id() + ",..\\" + path.replace('/', '\\') + ",Y,,,1" + END);
            }
        }
        text.flush();
    }
}
