package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** No input makes a parser throw anything undocumented, and whatever is accepted is written back byte for byte. */
class LogParsersFuzzTest {
    @FuzzTest
    void note(byte[] input) {
        try {
            assertThat(Note.parse(input).bytes()).isEqualTo(input);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void verifierKey(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(NoteKey.parse(text).vkey()).isEqualTo(text);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void checkpoint(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void proof(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(TlogProof.parse(text).text()).isEqualTo(text);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void leaf(byte[] input) {
        try {
            assertThat(HashedRekordLeaf.parse(input).bytes()).isEqualTo(input);
        } catch (InvalidEntryException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void bundle(FuzzedDataProvider data) {
        int width = data.consumeInt(-1, 300);
        byte[] input = data.consumeRemainingAsBytes();
        try {
            assertThat(EntryBundle.parse(width, input).bytes()).isEqualTo(input);
        } catch (InvalidEntryException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest
    void tileName(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        TileName.parse(text).ifPresent(name -> assertThat(name.path()).isEqualTo(text));
    }
}
