package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicRoutesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log/checkpoint",
                "/log/vkey",
                "/log/trusted_root.json",
                "/log/policy",
                "/log/tile/0/000",
                "/log/tile/0/x001/234",
                "/log/tile/1/000.p/17",
                "/log/tile/0/x001/x234/067.p/255",
                "/log/time-stamps",
                "/log/time-stamps/17/checkpoint",
                "/log/time-stamps/17/a-1.tsr",
                "/log/time-stamps/17/a-1.crl",
                "/log/time-stamps/17/a-1.2.crl",
                "/recalls",
                "/problems",
                "/problems/not-found",
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/openapi",
                "/q/swagger-ui",
                "/q/swagger-ui/",
                "/q/swagger-ui/index.html"
            })
    void whatIsMeantForEverybodyIsOpen(String path) {
        assertThat(PublicRoutes.isPublic(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/log",
                "/log/",
                "/log/checkpoint/",
                "/log/time-stamps/",
                "/log/time-stamps/017/checkpoint",
                "/log/time-stamps/17",
                "/log/time-stamps/17/../17/checkpoint",
                "/log/time-stamps/17/a.pem",
                "/log/time-stamps/17/A.tsr",
                "/log/trusted_rootxjson",
                "/log/trusted_root.json/",
                "/log/proof/inclusion",
                "/log/proof/0.tlog-proof",
                "/log/tile/entries/000",
                "/log/tile/entries/x001/234",
                "/log/tile/entries/000.p/17",
                "/log/tile/0/entries/000",
                "/log/tile/0/../entries/000",
                "/api/v1/me",
                "/API/v1/me",
                "/problems/../api/v1/me",
                "/problemsx",
                "/q/metrics",
                "/q/metrics/",
                "/q/health-ui",
                "/q/dev",
                "/q/swagger-ui/a/b",
                "/q/arc",
                "/recalls/1",
                "/log/record/0-1",
                "//log/checkpoint"
            })
    void everythingElseIsClosed(String path) {
        assertThat(PublicRoutes.isPublic(path)).isFalse();
    }
}
