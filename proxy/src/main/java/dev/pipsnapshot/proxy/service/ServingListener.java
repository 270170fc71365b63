package dev.pipsnapshot.proxy.service;

/**
 * Told what was served. Calls come from any thread, also at once, and must return soon: a client is
 * waiting.
 */
public interface ServingListener {
  /** A project page was rendered or taken from those kept ready. */
  default void served(ServedPage page) {}

  /** A client takes a file, and its bytes have been verified. */
  default void served(ServedFile file) {}
}
