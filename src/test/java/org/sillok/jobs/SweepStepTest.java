package org.sillok.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;

class SweepStepTest {
    private static final String NAME = SweepStepTest.class.getName();
    private static final Logger LOG = Logger.getLogger(NAME);

    private final List<LogRecord> said = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            said.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(NAME).addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        java.util.logging.Logger.getLogger(NAME).removeHandler(listener);
    }

    @Test
    void whatCanBeDoneIsDoneAndNothingIsSaid() {
        assertThat(tried(() -> true)).isTrue();
        assertThat(tried(() -> false)).isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void keysThatAreAwayLeaveNoTrace() {
        assertThat(tried(() -> {
                    throw new KekUnavailableException(KeyTrouble.values()[0], "away", null);
                }))
                .isFalse();
        assertThat(said).singleElement().satisfies(entry -> {
            assertThat(entry.getThrown()).isNull();
            assertThat(String.format(entry.getMessage(), entry.getParameters())).startsWith("hld_a waits");
        });
    }

    @Test
    void anyOtherFailureIsSaidWithItsCause() {
        IllegalStateException cause = new IllegalStateException("broken");
        assertThat(tried(() -> {
                    throw cause;
                }))
                .isFalse();
        assertThat(said).singleElement().extracting(LogRecord::getThrown).isSameAs(cause);
    }

    private static boolean tried(BooleanSupplier work) {
        return SweepStep.tried(LOG, "hld_a", work);
    }
}
