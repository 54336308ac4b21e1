package org.sillok.withdrawal;

import org.sillok.withdrawal.core.ImpactGraph;

/**
 * One page of where material went.
 *
 * @param items how many items there are in all
 * @param moreOnward whether recipients report more that they passed on of this page than the graph names
 * @param next the place of the first item that is not on the page; 0 if there are no more
 */
public record Impact(ImpactGraph graph, int items, boolean moreOnward, long next) {}
