package org.sillok.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class IncidentsTest {
    @Test
    void theTraceNamesClassesAndPlacesButNoMessage() {
        SQLException cause = new SQLException("Key (name)=(Kim Example) already exists.", "23505");
        String trace = Incidents.trace(new IllegalStateException("could not store Kim Example", cause));
        assertThat(trace)
                .contains("java.lang.IllegalStateException", "SQL state 23505", "theTraceNamesClassesAndPlaces")
                .doesNotContain("Kim");
    }

    @Test
    void aCauseThatCausesItselfEnds() {
        IllegalStateException first = new IllegalStateException();
        first.initCause(new IllegalStateException(first));
        assertThat(Incidents.trace(first)).isNotEmpty();
    }
}
