/** What holds for the whole: real clients, real processes, indexes that misbehave. */
@NullMarked
package dev.pipsnapshot.integration;

import org.jspecify.annotations.NullMarked;
