package dev.pipsnapshot.distribution;

/** What a process left behind. */
record Outcome(int status, String out, String err) {}
