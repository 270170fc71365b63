package dev.pipsnapshot.proxy.index.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.io.InputStream;

/**
 * An index's list of projects in HTML (PEP 503), made anew while it is read: every link leads to
 * {@code NAME/}, relative to the list, wherever upstream's led; so it stays in the view, and below
 * the prefix, that the list was asked for in. Of upstream's page nothing is passed on but names of
 * projects, in its order, as ASCII. Memory does not grow with the page.
 *
 * <p>Reading fails as upstream's stream does, and then there is no end of the page. Not safe for
 * use by many threads.
 */
public final class HtmlProjectList extends InputStream {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html>
      <head>
      <meta name="pypi:repository-version" content="1.0">
      <title>Simple index</title>
      </head>
      <body>
      """;
  private static final String FOOT = "</body>\n</html>\n";

  private final InputStream upstream;
  private final ProjectLinkScanner scanner = new ProjectLinkScanner(this::link);
  private final byte[] read = new byte[16 * 1024];
  private final StringBuilder made = new StringBuilder(HEAD);
  private byte[] ready = {};
  private int position;
  private boolean ended;

  /** Reads {@code upstream} as it is read itself, and closes it with itself. */
  public HtmlProjectList(InputStream upstream) {
    this.upstream = upstream;
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready[position++] : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, ready.length - position);
    System.arraycopy(ready, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    upstream.close();
  }

  /** Whether there is something ready, once what can be made ready has been. */
  private boolean fill() throws IOException {
    while (position == ready.length && !ended) {
      int count = upstream.read(read);
      for (int i = 0; i < count; i++) {
        // All that matters is ASCII, whatever of its extensions this is.
        scanner.next((char) (read[i] & 0xff));
      }
      if (count < 0) {
        ended = true;
        made.append(FOOT);
      }
      ready = made.toString().getBytes(US_ASCII);
      position = 0;
      made.setLength(0);
    }
    return position < ready.length;
  }

  private void link(ProjectName project, String spelled) {
    made.append("<a href=\"").append(project).append("/\">").append(spelled).append("</a><br>\n");
  }
}
