package dev.pipsnapshot.integration.robustness;

import java.util.Random;

/**
 * How often, and by which chance, something is tried: few times in the build, many by hand with
 * {@code -Drobustness.rounds=N}, and the same again with {@code -Drobustness.seed=S}.
 */
record Rounds(int count, long seed) {
  static Rounds few(int unlessTold) {
    return new Rounds(
        Integer.getInteger("robustness.rounds", unlessTold),
        Long.getLong("robustness.seed", System.nanoTime()));
  }

  Random random() {
    return new Random(seed);
  }

  /** What makes a failure repeatable. */
  String of(int round) {
    return "round " + round + " of -Drobustness.rounds=" + count + " -Drobustness.seed=" + seed;
  }
}
