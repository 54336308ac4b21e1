package org.sillok.web;

import java.security.Principal;
import org.sillok.identity.Program;

/** A program that has shown its API token. */
record ProgramPrincipal(Program program, boolean onlyReads) implements Principal {
    @Override
    public String getName() {
        return program.caller().user().value();
    }
}
