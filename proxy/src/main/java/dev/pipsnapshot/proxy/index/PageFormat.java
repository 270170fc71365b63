package dev.pipsnapshot.proxy.index;

/** The two representations of the simple repository API (PEP 503 and PEP 691). */
public enum PageFormat {
  /** {@code text/html}, the default for a client that asks for nothing in particular. */
  HTML("text/html; charset=utf-8"),
  /** {@code application/vnd.pypi.simple.v1+html}: the same bytes under the versioned name. */
  HTML_V1("application/vnd.pypi.simple.v1+html"),
  /** {@code application/vnd.pypi.simple.v1+json}. */
  JSON_V1("application/vnd.pypi.simple.v1+json");

  private final String contentType;

  PageFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The value of the {@code Content-Type} header. */
  public String contentType() {
    return contentType;
  }

  /** Whether the body is JSON rather than HTML. */
  public boolean isJson() {
    return this == JSON_V1;
  }
}
