/**
 * Boots the program: command line, data directory, embedded parts, clock, randomness, health. Nobody imports this room;
 * what others need from it reaches them as beans of kernel and JDK types, or as configuration.
 */
@NullMarked
package org.sillok.platform;

import org.jspecify.annotations.NullMarked;
