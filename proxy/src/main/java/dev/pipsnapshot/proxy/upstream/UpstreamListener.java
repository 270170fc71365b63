package dev.pipsnapshot.proxy.upstream;

/** Told of every exchange with an upstream. Called on many threads; must be quick. */
@FunctionalInterface
public interface UpstreamListener {
  /** An exchange ended, well or not. */
  void ended(UpstreamCall call);

  /** Listens to nothing. */
  static UpstreamListener none() {
    return call -> {};
  }
}
