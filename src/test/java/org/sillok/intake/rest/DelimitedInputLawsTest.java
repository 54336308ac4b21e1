package org.sillok.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelimitedInputLawsTest {
    /** All texts of up to seven letters over three, every delimiter of one to three: the same cuts as a plain search. */
    @Test
    void sectionsAreWhatAPlainSearchFinds() throws IOException {
        for (String delimiter : texts("ab-", 3)) {
            if (delimiter.isEmpty()) {
                continue;
            }
            for (String text : texts("ab-", 7)) {
                assertThat(sections(text, delimiter, "", 8, 3))
                        .as("%s cut by %s", text, delimiter)
                        .isEqualTo(reference(text, delimiter));
            }
        }
    }

    @Test
    void aDelimiterIsFoundWhereverItFallsInBufferAndReads() throws IOException {
        long seed = 20261121;
        Random random = new Random(seed);
        String delimiter = "\r\n--boundary";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(4); part >= 0; part--) {
                for (int piece = random.nextInt(6); piece > 0; piece--) {
                    // Pieces of the delimiter itself are what confuses a search.
                    text.append(delimiter, 0, random.nextInt(delimiter.length()));
                    text.append("x".repeat(random.nextInt(30)));
                }
                text.append(part > 0 ? delimiter : "");
            }
            int size = 2 * delimiter.length() + random.nextInt(40);
            assertThat(sections(text.toString(), delimiter, "", size, 1 + random.nextInt(40)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(reference(text.toString(), delimiter));
        }
    }

    @Test
    void whatIsTakenToStandBeforeTheStreamCanBeginADelimiter() throws IOException {
        assertThat(sections("--b|rest", "\r\n--b", "\r\n", 16, 100)).containsExactly("", "|rest…");
        assertThat(sections("preamble\r\n--b|", "\r\n--b", "\r\n", 16, 100)).containsExactly("\r\npreamble", "|…");
    }

    @Test
    void bytesBetweenDelimiterAndSectionAreReadAsTheyAre() throws IOException {
        DelimitedInput input = input("one##\r\n#two##", "##", "", 8, 3);
        byte[] bytes = new byte[10];
        assertThat(input.readSection(bytes, 2, 8)).isPositive();
        while (input.readSection(bytes, 0, 10) >= 0) {
            // to the end of the section
        }
        assertThat(input.readByte()).isEqualTo('\r');
        assertThat(input.readByte()).isEqualTo('\n');
        assertThat(input.readByte()).isEqualTo('#');
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        for (int read = input.readSection(bytes, 0, 10); read >= 0; read = input.readSection(bytes, 0, 10)) {
            section.write(bytes, 0, read);
        }
        assertThat(section.toString(StandardCharsets.US_ASCII)).isEqualTo("two");
        assertThatThrownBy(input::readByte).isInstanceOf(EOFException.class);
    }

    @Test
    void readingNothingReadsNothing() throws IOException {
        DelimitedInput input = input("a##", "##", "", 8, 3);
        assertThat(input.readSection(new byte[0], 0, 0)).isZero();
        assertThat(input.readSection(new byte[1], 0, 1)).isEqualTo(1);
        assertThat(input.readSection(new byte[1], 0, 1)).isEqualTo(-1);
    }

    @Test
    void aBufferThatCannotHoldTheDelimiterTwiceIsRefused() {
        assertThatThrownBy(() -> input("", "12345", "", 9, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> input("", "", "", 9, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> input("", "1", "1234567890", 9, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Sections in order; the last, which no delimiter ends, is marked with an ellipsis. */
    private static List<String> sections(String text, String delimiter, String before, int size, int atMost)
            throws IOException {
        DelimitedInput input = input(text, delimiter, before, size, atMost);
        List<String> sections = new ArrayList<>();
        byte[] bytes = new byte[5];
        while (true) {
            ByteArrayOutputStream section = new ByteArrayOutputStream();
            try {
                for (int read = input.readSection(bytes, 0, 5); read >= 0; read = input.readSection(bytes, 0, 5)) {
                    assertThat(read).isPositive();
                    section.write(bytes, 0, read);
                }
                sections.add(section.toString(StandardCharsets.ISO_8859_1));
            } catch (EOFException e) {
                // What may have begun a delimiter is not handed out before it is known.
                String rest = reference(before + text, delimiter).get(sections.size());
                assertThat(rest).startsWith(section.toString(StandardCharsets.ISO_8859_1));
                assertThat(rest.length() - 1 - section.size()).isLessThan(delimiter.length());
                sections.add(rest);
                return sections;
            }
        }
    }

    private static List<String> reference(String text, String delimiter) {
        List<String> sections = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            sections.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        sections.add(text.substring(from) + "…");
        return sections;
    }

    private static DelimitedInput input(String text, String delimiter, String before, int size, int atMost) {
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, atMost));
            }
        };
        return new DelimitedInput(
                slow,
                delimiter.getBytes(StandardCharsets.ISO_8859_1),
                before.getBytes(StandardCharsets.ISO_8859_1),
                size);
    }

    private static List<String> texts(String alphabet, int longest) {
        List<String> all = new ArrayList<>(List.of(""));
        int from = 0;
        for (int length = 1; length <= longest; length++) {
            int to = all.size();
            for (int i = from; i < to; i++) {
                for (char letter : alphabet.toCharArray()) {
                    all.add(all.get(i) + letter);
                }
            }
            from = to;
        }
        return all;
    }
}
