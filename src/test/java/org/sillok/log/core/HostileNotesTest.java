package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** Notes, checkpoints and proofs as somebody would write them who means harm. */
class HostileNotesTest {
    private static final String NAME = "log-2026.example.org";
    private static final NoteKey LOG =
            new NoteKey(NAME, NoteKey.Type.ED25519, NoteTest.aKey(1).publicKey());
    private static final CheckpointSigner SIGNER = CheckpointTest.aSigner(1);
    private static final TestTree TREE = TestTree.of(100);
    private static final SignedCheckpoint SIGNED =
            SIGNER.sign(new Checkpoint(NAME, 100, TREE.frontier.root()), 1_763_700_000);

    // Named by what is wrong with them.
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("empty", ""),
            Map.entry("space", "log example.org"),
            Map.entry("no-break space", "log\u00a0example.org"),
            Map.entry("ideographic space", "log\u3000example.org"),
            Map.entry("plus", "log+example.org"),
            Map.entry("tab", "log\texample.org"),
            Map.entry("line feed", "log\nexample.org"),
            Map.entry("carriage return", "log\rexample.org"),
            Map.entry("null", "log\u0000example.org"),
            Map.entry("delete", "log\u007fexample.org"),
            Map.entry("C1 control", "log\u0085example.org"),
            Map.entry("line separator", "log\u2028example.org"),
            Map.entry("paragraph separator", "log\u2029example.org"),
            Map.entry("right-to-left override", "log\u202eexample.org"),
            Map.entry("right-to-left isolate", "log\u2067example.org"),
            Map.entry("right-to-left mark", "log\u200fexample.org"),
            Map.entry("zero-width space", "log\u200bexample.org"),
            Map.entry("zero-width joiner", "log\u200dexample.org"),
            Map.entry("word joiner", "log\u2060example.org"),
            Map.entry("soft hyphen", "log\u00adexample.org"),
            Map.entry("byte order mark", "\ufefflog.example.org"),
            Map.entry("tag character", "log\udb40\udc41example.org"),
            Map.entry("joined emoji", "\ud83d\udc68\u200d\ud83d\udc69"),
            Map.entry("lone high surrogate", "log\ud83dexample.org"),
            Map.entry("lone low surrogate", "log\udc68example.org"),
            Map.entry("swapped surrogates", "log\udc68\ud83dexample.org"),
            Map.entry("10 kB", "x".repeat(10_240)));

    @Test
    void noHostileNameIsAKeyOrAnOriginOrOnALine() {
        NAMES.forEach((what, name) -> {
            assertThatThrownBy(() -> new NoteKey(name, NoteKey.Type.ED25519, LOG.key()))
                    .as(what)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Note.Line(name, 1, Bytes.of(new byte[64])))
                    .as(what)
                    .isInstanceOf(IllegalArgumentException.class);
            refuses(what, LOG.vkey().replace(NAME, name), NoteKey::parse);
            refuses(what, name + "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", Checkpoint::parse);
            refuses(what, note(SIGNED).replace("\u2014 " + NAME, "\u2014 " + name), HostileNotesTest::verify);
            refuses(what, note(SIGNED).replaceFirst(NAME, name), HostileNotesTest::verify);
            refuses(what, SIGNER.policy().text().replace(NAME, name), LogPolicy::parse);
        });
    }

    @Test
    void aNameThatMerelyLooksLikeAnotherIsAnother() throws InvalidNoteException {
        for (String name :
                List.of("\u217cog-2026.example.org", "LOG-2026.example.org", "log-2026.example.org.", "\ud83d\udd12")) {
            NoteKey key = new NoteKey(name, NoteKey.Type.ED25519, LOG.key());
            assertThat(NoteKey.parse(key.vkey())).isEqualTo(key).isNotEqualTo(LOG);
            refuses(name, note(SIGNED).replace(NAME, name), HostileNotesTest::verify);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereverTheyStand() {
        byte[] good = SIGNED.note().toArray();
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xe2, (byte) 0x80})) {
            for (int at = 0; at <= good.length; at += 97) {
                byte[] note = new byte[good.length + bad.length];
                System.arraycopy(good, 0, note, 0, at);
                System.arraycopy(bad, 0, note, at, bad.length);
                System.arraycopy(good, at, note, at + bad.length, good.length - at);
                assertThatThrownBy(() -> Note.parse(note)).isInstanceOf(InvalidNoteException.class);
            }
        }
    }

    @Test
    void noLinesAndTenThousandLinesAreRefused() {
        List<String> lines = lines(SIGNED);
        refuses("no line", SIGNED.checkpoint().text() + "\n", HostileNotesTest::verify);
        refuses("no line and no blank line", SIGNED.checkpoint().text(), HostileNotesTest::verify);
        String many = SIGNED.checkpoint().text() + "\n" + String.join("", Collections.nCopies(10_000, lines.get(0)));
        refuses("10,000 lines", many, HostileNotesTest::verify);
        String foreign = "\u2014 other.example.org AAAAAAA=\n".repeat(10_000);
        refuses("10,000 foreign lines", note(SIGNED) + foreign, HostileNotesTest::verify);
        assertThatThrownBy(() -> new Note(
                        SIGNED.checkpoint().text(),
                        Collections.nCopies(10_000, new Note.Line("a", 1, Bytes.of(new byte[1])))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void notesOfAMegabyteAreRefused() {
        refuses("text", "x\n".repeat(1 << 19) + note(SIGNED), HostileNotesTest::verify);
        refuses("blank lines", "\n".repeat(1 << 20) + note(SIGNED), HostileNotesTest::verify);
        refuses("one line", note(SIGNED) + "\u2014 a " + "A".repeat(1 << 20) + "\n", HostileNotesTest::verify);
        refuses("one name", note(SIGNED) + "\u2014 " + "a".repeat(1 << 20) + " AAAAAAA=\n", HostileNotesTest::verify);
        refuses("size", NAME + "\n" + "1".repeat(1 << 20) + "\nAA==\n", Checkpoint::parse);
        refuses("vkey", NAME + "+00000000+" + "A".repeat(1 << 20), NoteKey::parse);
        refuses("index", proof(7).replace("index 7", "index 7" + "0".repeat(1 << 20)), TlogProof::parse);
        refuses("extra", proof(7).replace("index", "extra " + "A".repeat(1 << 20) + "\nindex"), TlogProof::parse);
        refuses("policy", "#\n".repeat(1 << 20) + SIGNER.policy().text(), LogPolicy::parse);
    }

    @Test
    void twoLinesOfOneKeyMustBothHold() throws InvalidNoteException {
        List<String> lines = lines(SIGNED);
        String text = SIGNED.checkpoint().text() + "\n";
        for (String line : lines) {
            String bad = otherSignature(line);
            refuses("bad line last", text + String.join("", lines) + bad, HostileNotesTest::verify);
            refuses("bad line first", text + bad + String.join("", lines), HostileNotesTest::verify);
            assertThat(verify(text + String.join("", lines) + line)).isEqualTo(SIGNED.checkpoint());
        }
        assertThat(verify(text + lines.get(1) + lines.get(0))).isEqualTo(SIGNED.checkpoint());
    }

    @Test
    void oneKeysSignatureUnderTheOthersIdIsRefused() {
        List<Note.Line> lines = parsed(SIGNED).signatures();
        Note swapped = new Note(
                SIGNED.checkpoint().text(),
                List.of(
                        new Note.Line(NAME, lines.get(0).keyId(), lines.get(1).signature()),
                        new Note.Line(NAME, lines.get(1).keyId(), lines.get(0).signature())));
        refuses("swapped", new String(swapped.bytes(), StandardCharsets.UTF_8), HostileNotesTest::verify);
    }

    @Test
    void aReplayedLineMakesNoOtherCheckpointValid() {
        SignedCheckpoint earlier = SIGNER.sign(new Checkpoint(NAME, 60, root(60)), 1_763_700_000);
        SignedCheckpoint again = SIGNER.sign(SIGNED.checkpoint(), 1_763_700_001);
        List<String> mixed = new ArrayList<>();
        for (SignedCheckpoint other : List.of(earlier, again)) {
            mixed.add(SIGNED.checkpoint().text() + "\n" + lines(SIGNED).get(0)
                    + lines(other).get(1));
            mixed.add(other.checkpoint().text() + "\n" + lines(SIGNED).get(0)
                    + lines(other).get(1));
        }
        refuses("the later text with the earlier time-stamped line", mixed.get(0), HostileNotesTest::verify);
        refuses("the earlier text with the later line", mixed.get(1), HostileNotesTest::verify);
        // The same head signed twice is one head: either line is the log's over just this tree.
        assertThat(accepted(mixed.get(2))).isEqualTo(SIGNED.checkpoint());
        assertThat(accepted(mixed.get(3))).isEqualTo(SIGNED.checkpoint());
    }

    @Test
    void aReorderedCheckpointIsRefused() {
        String[] lines = SIGNED.checkpoint().text().split("\n");
        String signatures = "\n" + String.join("", lines(SIGNED));
        for (int[] order : new int[][] {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            String text = lines[order[0]] + "\n" + lines[order[1]] + "\n" + lines[order[2]] + "\n";
            refuses(text, text + signatures, HostileNotesTest::verify);
        }
    }

    @Test
    void aProofWithTheCheckpointOfAnotherSizeIsRefused() throws InvalidNoteException {
        SignedCheckpoint earlier = SIGNER.sign(new Checkpoint(NAME, 60, root(60)), 1_763_700_000);
        TlogProof replayed = TlogProof.parse(proof(7).replace(note(SIGNED), note(earlier)));
        assertThatThrownBy(() -> replayed.verify(TREE.leafHashes.get(7), SIGNER.policy()))
                .isInstanceOf(InvalidProofException.class);
    }

    @Test
    void aProofWithALoneSurrogateIsRefusedAndNotQuietlyReadAsAnotherText() {
        for (String lone : List.of("\ud800", "\udc00", "\udc00\ud800")) {
            refuses("in the note", proof(7).replaceFirst(NAME, NAME + lone), TlogProof::parse);
            refuses("in the name", proof(7).replace("\u2014 " + NAME, "\u2014 " + NAME + lone), TlogProof::parse);
        }
    }

    @Test
    void aPolicyOfNestedGroupsIsEvaluatedHoweverDeepItIs() throws InvalidNoteException {
        StringBuilder text = new StringBuilder(SIGNER.policy().text().replaceAll("quorum .*\n", ""));
        text.append("group g0 all required\n");
        for (int i = 1; i < 990; i++) {
            text.append("group g").append(i).append(" any g").append(i - 1).append('\n');
        }
        LogPolicy policy = LogPolicy.parse(text + "quorum g989\n");
        assertThat(SignedCheckpoint.verify(SIGNED.note(), policy)).isEqualTo(SIGNED);
    }

    private interface Parser {
        Object parse(String text) throws InvalidNoteException;
    }

    private static void refuses(String what, String text, Parser parser) {
        assertThatThrownBy(() -> parser.parse(text)).as(what).isInstanceOf(InvalidNoteException.class);
    }

    private static Checkpoint accepted(String note) {
        try {
            return verify(note);
        } catch (InvalidNoteException e) {
            throw new AssertionError(e);
        }
    }

    private static Checkpoint verify(String note) throws InvalidNoteException {
        return SignedCheckpoint.verify(Bytes.utf8(note), SIGNER.policy()).checkpoint();
    }

    private static Note parsed(SignedCheckpoint signed) {
        try {
            return Note.parse(signed.note().toArray());
        } catch (InvalidNoteException e) {
            throw new AssertionError(e);
        }
    }

    private static String note(SignedCheckpoint signed) {
        return new String(signed.note().toArray(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(SignedCheckpoint signed) {
        return parsed(signed).signatures().stream().map(Note.Line::text).toList();
    }

    /** The line with another first character of its signature; name and key id stay. */
    private static String otherSignature(String line) {
        int at = line.lastIndexOf(' ') + 20;
        return line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1);
    }

    private static Digest root(int size) {
        return Frontier.EMPTY.extend(TREE.leafHashes.subList(0, size)).root();
    }

    private static String proof(int index) {
        return TlogProof.of(InclusionProof.of(index, 100, TREE.at(100)), SIGNED).text();
    }
}
