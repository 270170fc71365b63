package dev.pipsnapshot.proxy.index.codec;

/**
 * A value of a JSON document that is well-formed and not what belongs there. Whoever reads on after
 * it has lost that value; see {@link JsonCursor#attempt}. Costs next to nothing, because a page may
 * be full of them.
 */
final class UnexpectedValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String pointer;
  private final String what;

  /**
   * What is wrong where.
   *
   * @param offset of the value in the document, in bytes
   * @param pointer to the value (RFC 6901)
   * @param what as a clause
   */
  UnexpectedValueException(int offset, String pointer, String what) {
    super("at " + pointer + ", " + what, null, false, false);
    this.offset = offset;
    this.pointer = pointer;
    this.what = what;
  }

  /** What is wrong where, as a clause. */
  String fault() {
    return "at " + pointer + ", " + what;
  }

  int offset() {
    return offset;
  }

  String pointer() {
    return pointer;
  }

  String what() {
    return what;
  }
}
