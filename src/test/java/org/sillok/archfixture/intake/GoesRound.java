package org.sillok.archfixture.intake;

import org.sillok.archfixture.jobs.Returns;

public class GoesRound {
    Returns returns = new Returns();
}
