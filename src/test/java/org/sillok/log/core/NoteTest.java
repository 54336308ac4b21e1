package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.kernel.Bytes;

class NoteTest {
    private static final String NAME = "log-2026.example.org";
    private static final Ed25519PrivateKey KEY = aKey(1);
    private static final NoteKey LOG = new NoteKey(NAME, NoteKey.Type.ED25519, KEY.publicKey());
    private static final String TEXT = "first\n\n실록\n";

    @Test
    void readsTheVerifierKeyOfTheSpecification() throws InvalidNoteException {
        String vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        assertThat(NoteKey.parse(vkey).vkey()).isEqualTo(vkey);
    }

    @Test
    void verifiesANoteThatGoSigned() throws InvalidNoteException {
        // The example in the documentation of golang.org/x/mod/sumdb/note.
        NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String note = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;
        assertThat(parse(note).verify(List.of(key))).containsExactly(key);
        assertThat(new String(parse(note).bytes(), StandardCharsets.UTF_8)).isEqualTo(note);
    }

    @Test
    void readsTheExampleOfTheCosignatureSpecification() throws InvalidNoteException {
        String note = """
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
                """;
        Note parsed = parse(note);
        assertThat(new String(parsed.bytes(), StandardCharsets.UTF_8)).isEqualTo(note);
        byte[] line = parsed.signatures().get(1).signature().toArray();
        assertThat(Cosignature.parse(line).time()).isEqualTo(1_679_315_147);
        assertThat(new String(
                        Cosignature.message(
                                NoteKey.Type.ED25519_COSIGNATURE,
                                "witness.example.com/w1",
                                1_679_315_147,
                                parsed.text()),
                        StandardCharsets.UTF_8))
                .isEqualTo("""
                        cosignature/v1
                        time 1679315147
                        example.com/behind-the-sofa
                        20852163
                        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                        """);
    }

    @Test
    void readsBackWhatItSigns() throws InvalidNoteException {
        Note note = signed(TEXT, NAME, KEY);
        assertThat(Note.parse(note.bytes())).isEqualTo(note);
        assertThat(note.verify(List.of(LOG))).containsExactly(LOG);
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] note = signed(TEXT, NAME, KEY).bytes();
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] changed = note.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Note.parse(changed).verify(List.of(LOG)))
                    .as("bit %d", bit)
                    .isInstanceOf(InvalidNoteException.class);
        }
    }

    @Test
    void linesOfUnknownKeysAreIgnoredEvenWithAKnownNameOrId() throws InvalidNoteException {
        Note own = signed(TEXT, NAME, KEY);
        Note.Line sameName = signed(TEXT, NAME, aKey(2)).signatures().get(0);
        Note.Line sameId = new Note.Line("other.example.org", LOG.id(), Bytes.utf8("anything at all"));
        Note.Line otherType = new Note.Line(NAME, LOG.id() + 1, Bytes.of(new byte[2420]));
        Note note = new Note(TEXT, List.of(sameName, sameId, own.signatures().get(0), otherType));
        assertThat(Note.parse(note.bytes()).verify(List.of(LOG))).containsExactly(LOG);
    }

    @Test
    void aBadSignatureOfAKnownKeyRefusesTheWholeNote() {
        Note own = signed(TEXT, NAME, KEY);
        for (int length : new int[] {1, 63, 64, 65, 100}) {
            Note.Line bad = new Note.Line(NAME, LOG.id(), Bytes.of(new byte[length]));
            Note note = new Note(TEXT, List.of(own.signatures().get(0), bad));
            assertThatThrownBy(() -> note.verify(List.of(LOG))).isInstanceOf(InvalidNoteException.class);
        }
        NoteKey other = new NoteKey("witness.example.org", NoteKey.Type.ED25519, aKey(3).publicKey());
        Note.Line bad = new Note.Line(other.name(), other.id(), Bytes.of(new byte[64]));
        Note note = new Note(TEXT, List.of(own.signatures().get(0), bad));
        assertThatThrownBy(() -> note.verify(List.of(LOG, other))).isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void aNoteWithoutATrustedSignatureIsRefused() {
        Note note = signed(TEXT, NAME, aKey(2));
        assertThatThrownBy(() -> note.verify(List.of(LOG))).isInstanceOf(InvalidNoteException.class);
        assertThatThrownBy(() -> note.verify(List.of())).isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void namesWithSpacesPlusSignsOrUnseenCharactersAreRefused() {
        for (String name : new String[] {
            "",
            " ",
            "a b",
            "a+b",
            "a\u00a0b",
            "a\u2003b",
            "a\u3000b",
            "a\u0085b",
            "a\tb",
            "a\nb",
            "a\u200bb",
            "a\u202eb",
            "a\u0000",
            "x".repeat(256)
        }) {
            assertThatThrownBy(() -> new NoteKey(name, NoteKey.Type.ED25519, KEY.publicKey()))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
            String good = signed(TEXT, NAME, KEY).signatures().get(0).text();
            assertThatThrownBy(() -> parse(TEXT + "\n" + good.replace(NAME, name)))
                    .as(name)
                    .isInstanceOf(InvalidNoteException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text",
                "text\n\n\n",
                "text\n\nx\n",
                "text\n\n— a\n",
                "text\n\n— a AAAAAAA=",
                "text\n\n— a AAAAAA==\n",
                "text\n\n— a AAAAAAB=\n",
                "text\n\n— a AAAAAAA\n",
                "text\n\n—  a AAAAAAA=\n",
                "text\n\n— a  AAAAAAA=\n",
                "text\n\n— a AAAAAAA= \n",
                "text\n\n- a AAAAAAA=\n",
                "te\txt\n\n— a AAAAAAA=\n",
                "te\rxt\n\n— a AAAAAAA=\n",
                "text\n\n— a AAAAAAA=\r\n",
                "text\n\n— a AAAA\n"
            })
    void otherFormsAreRefused(String note) {
        assertThatThrownBy(() -> parse(note)).isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void limitsAreKept() throws InvalidNoteException {
        Note.Line line = signed(TEXT, NAME, KEY).signatures().get(0);
        List<Note.Line> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(line);
        }
        Note full = new Note(TEXT, lines);
        assertThat(Note.parse(full.bytes()).verify(List.of(LOG))).containsExactly(LOG);
        String tooMany = new String(full.bytes(), StandardCharsets.UTF_8) + line.text();
        assertThatThrownBy(() -> parse(tooMany)).isInstanceOf(InvalidNoteException.class);
        assertThatThrownBy(() -> Note.parse(new byte[Note.MAX_BYTES + 1])).isInstanceOf(InvalidNoteException.class);
        assertThatThrownBy(() -> Note.parse(new byte[] {'a', '\n', (byte) 0xc0, (byte) 0x80, '\n', '\n'}))
                .isInstanceOf(InvalidNoteException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "++",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
                "exa mple.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"
            })
    void otherVerifierKeysAreRefused(String vkey) {
        assertThatThrownBy(() -> NoteKey.parse(vkey)).isInstanceOf(InvalidNoteException.class);
    }

    static Ed25519PrivateKey aKey(int seed) {
        try {
            byte[] bytes = new byte[32];
            bytes[0] = (byte) seed;
            return Ed25519PrivateKey.ofSeed(bytes);
        } catch (KeyFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** A note as a log signs it. */
    static Note signed(String text, String name, Ed25519PrivateKey key) {
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        int id = new NoteKey(name, NoteKey.Type.ED25519, key.publicKey()).id();
        return new Note(text, List.of(new Note.Line(name, id, Bytes.of(signature))));
    }

    private static Note parse(String note) throws InvalidNoteException {
        return Note.parse(note.getBytes(StandardCharsets.UTF_8));
    }
}
