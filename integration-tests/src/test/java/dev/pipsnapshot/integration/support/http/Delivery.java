package dev.pipsnapshot.integration.support.http;

/** How the body of an answer goes out. */
sealed interface Delivery {
  /** As it should. */
  record Whole() implements Delivery {}

  /** The first bytes, then the rest once the gate opens. */
  record Held(int afterBytes, Gate gate) implements Delivery {}

  /** Nothing, not even a status, until the gate opens; then as it should. */
  record Silent(Gate gate) implements Delivery {}

  /** The first bytes of a declared length, then the connection is closed in good order. */
  record Cut(int afterBytes) implements Delivery {}

  /** No length declared; the connection's end is the body's end, and comes too early. */
  record CutUndeclared(int afterBytes) implements Delivery {}

  /** The first bytes, then a TCP reset. */
  record Reset(int afterBytes) implements Delivery {}

  /** Everything, a few bytes at a time. */
  record Dripped(int bytesAtATime) implements Delivery {}

  /** The head alone; what follows goes to another port of this machine, and comes from there. */
  record Tunnelled(int port) implements Delivery {}

  /** The connection is reset before any byte of the answer. */
  record NoAnswer() implements Delivery {}
}
