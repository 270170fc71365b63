package dev.pipsnapshot.proxy.index.codec;

/** Where in a JSON document a reader is; as text, a pointer to it (RFC 6901). */
final class JsonPath {
  private final String[] members;
  private final int[] elements;
  private int depth;

  /** The path to the whole document. */
  JsonPath(int maxDepth) {
    members = new String[maxDepth + 1];
    elements = new int[maxDepth + 1];
  }

  /** Goes into an object or an array; false if there is no way deeper. */
  boolean enter() {
    if (depth == members.length - 1) {
      return false;
    }
    depth++;
    members[depth] = "";
    elements[depth] = -1;
    return true;
  }

  void member(String name) {
    members[depth] = name;
  }

  void element() {
    elements[depth]++;
  }

  void leave() {
    depth--;
  }

  /** How many objects and arrays enclose what is read next. */
  int depth() {
    return depth;
  }

  /** Leaves as many as it takes to be at {@code outer} again. */
  void leaveTo(int outer) {
    depth = outer;
  }

  @Override
  public String toString() {
    var pointer = new StringBuilder();
    for (int i = 1; i <= depth; i++) {
      pointer.append('/');
      if (elements[i] >= 0) {
        pointer.append(elements[i]);
      } else {
        pointer.append(members[i].replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
