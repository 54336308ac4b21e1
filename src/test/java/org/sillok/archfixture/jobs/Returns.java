package org.sillok.archfixture.jobs;

import org.sillok.archfixture.intake.GoesRound;

public class Returns {
    GoesRound round = new GoesRound();
}
