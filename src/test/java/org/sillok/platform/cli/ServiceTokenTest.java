package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.platform.DataDirectory;

/** Which token the commands that ask the running service send. */
class ServiceTokenTest {
    private static final String SECRET = "eyJhbGciOiJub25lIn0.invented";

    @TempDir
    Path temporary;

    private DataDirectory data = new DataDirectory(Path.of("unused"));

    @BeforeEach
    void aDataDirectory() {
        data = new DataDirectory(temporary.resolve("data"));
    }

    private void localIssuer() throws Exception {
        Files.writeString(data.folder("tokens").resolve("custodian.token"), "the-custodians\n");
    }

    @Test
    void theFileThatTheEnvironmentNamesComesFirst() throws Exception {
        localIssuer();
        Path file = Files.writeString(temporary.resolve("token"), "\n " + SECRET + " \n");
        assertThat(ServiceClient.token(data, file.toString())).isEqualTo(SECRET);
        for (String none : new String[] {null, "", " "}) {
            assertThat(ServiceClient.token(data, none)).isEqualTo("the-custodians");
        }
    }

    @Test
    void oneThatIsNamedAndCannotBeReadIsNotReplacedByAnother() throws Exception {
        localIssuer();
        String absent = temporary.resolve("absent").toString();
        assertThatThrownBy(() -> ServiceClient.token(data, absent))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("SILLOK_TOKEN_FILE")
                .hasMessageContaining(absent);
    }

    @Test
    void withoutATokenOfTheLocalIssuerTheWayOutIsNamed() {
        assertThatThrownBy(() -> ServiceClient.token(data, null))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("custodian.token")
                .hasMessageContaining("SILLOK_TOKEN_FILE")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsNoTokenIsRefusedWithoutRepeatingIt() throws Exception {
        for (String content : new String[] {"", " \n", SECRET + "\n" + SECRET, "Bearer " + SECRET, SECRET + "\u00e9"}) {
            Path file = Files.writeString(temporary.resolve("token"), content);
            assertThatThrownBy(() -> ServiceClient.token(data, file.toString()))
                    .as(content)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("SILLOK_TOKEN_FILE")
                    .hasMessageNotContaining("eyJ")
                    .hasNoCause();
        }
    }
}
