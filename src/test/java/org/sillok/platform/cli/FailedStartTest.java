package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.sillok.platform.StartFailure;

class FailedStartTest {
    @Test
    void whatSaysTheWayOutIsShownAloneAndNotWhatCausedIt() {
        StartFailure known = new StartFailure("Port 1 is taken: choose another.", new ConnectException("refused"));
        assertThat(FailedStart.reason(new RuntimeException("Failed to start quarkus", known)))
                .isEqualTo("Port 1 is taken: choose another.");
    }

    @Test
    void ofAnyOtherFailureTheCauseIsShownInOneLine() {
        RuntimeException failure = new RuntimeException("outer", new ConnectException("refused\nand more"));
        assertThat(FailedStart.reason(failure)).isEqualTo("refused (the log says more).");
    }

    @Test
    void anInvalidConfigurationNamesTheFirstProblem() {
        ConfigValidationException invalid = new ConfigValidationException(new ConfigValidationException.Problem[] {
            new ConfigValidationException.Problem("sillok.log.batch is no number"),
            new ConfigValidationException.Problem("another")
        });
        assertThat(FailedStart.reason(new IllegalStateException(invalid))).startsWith("sillok.log.batch is no number");
    }
}
