package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sillok.platform.cli.Terminal;

class ScreenTest {
    @Test
    void theBarGrowsWithTheBytesAndIsFullOnlyAtTheEnd() {
        assertThat(ProgressBar.render(0, 10, 4)).isEqualTo("░░░░");
        assertThat(ProgressBar.render(5, 10, 4)).isEqualTo("██░░");
        assertThat(ProgressBar.render(9, 10, 4)).isEqualTo("███░");
        assertThat(ProgressBar.render(10, 10, 4)).isEqualTo("████");
        assertThat(ProgressBar.percent(9_999, 10_000)).isEqualTo(99);
        assertThat(ProgressBar.percent(10_000, 10_000)).isEqualTo(100);
    }

    @Test
    void nothingToSendIsFinished() {
        assertThat(ProgressBar.render(0, 0, 3)).isEqualTo("███");
        assertThat(ProgressBar.percent(0, 0)).isEqualTo(100);
    }

    @Test
    void theBarRefusesNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> ProgressBar.render(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProgressBar.render(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPipeGetsPlainLinesWithoutControlCharacters() {
        String text = written(false, screen -> {
            screen.heading(1, "Deposit");
            screen.status("never shown");
            screen.holds("same");
            screen.fact("보관", "x");
        });

        assertThat(text).isEqualTo("\n1  Deposit\n   ✓ same\n   보관      x\n");
    }

    @Test
    void aTerminalRedrawsOneLineAndErasesItBeforeTheNext() {
        String text = written(true, screen -> {
            screen.status("10 %");
            screen.status("20 %");
            screen.text("done");
        });

        assertThat(text).isEqualTo("\r\u001b[2K   10 %\r\u001b[2K   20 %\r\u001b[2K   done\n");
    }

    @Test
    void noColorAndDumbTerminalsAreNotLively() {
        assertThat(Terminal.isLively(Map.of("NO_COLOR", "1", "TERM", "xterm"))).isFalse();
        assertThat(Terminal.isLively(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.isLively(Map.of())).isFalse();
    }

    @Test
    void hangulTakesTwoColumns() {
        assertThat(Screen.pad("진술서", 8)).isEqualTo("진술서  ");
        assertThat(Screen.cut("진술서 1차", 7)).isEqualTo("진술서…");
        assertThat(Screen.cut("short", 7)).isEqualTo("short");
    }

    private static String written(boolean lively, Consumer<Screen> story) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        story.accept(new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), lively));
        return out.toString(StandardCharsets.UTF_8);
    }
}
