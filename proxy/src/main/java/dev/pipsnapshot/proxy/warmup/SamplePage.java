package dev.pipsnapshot.proxy.warmup;

import dev.pipsnapshot.proxy.index.PageFormat;
import java.util.HexFormat;

/** A made-up page that looks like those of PyPI, to run code on that a real one will need soon. */
public final class SamplePage {
  /** The project that it is the page of. */
  public static final String PROJECT = "sample";

  /** How the page is sent. */
  public static final String CONTENT_TYPE = PageFormat.JSON_V1.contentType();

  /** A date between the uploads of its files, in the spelling of {@code --date}. */
  public static final String DATE = "2001-01-01";

  private SamplePage() {}

  /** The URL of an index that has the page, on loopback. */
  public static String indexUrl(int port) {
    return "http://127.0.0.1:" + port + "/simple/";
  }

  /** The page in JSON, with {@code releases} wheels and as many sdists or installers. */
  public static String json(int releases) {
    var files = new StringBuilder();
    var versions = new StringBuilder();
    for (int i = 0; i < releases; i++) {
      String version = i / 10 + "." + i % 10;
      String separator = i == 0 ? "" : ",";
      versions.append(separator).append('"').append(version).append('"');
      boolean installer = i % 10 == 9;
      String ending = installer ? ".win32-py3.8.exe" : ".tar.gz";
      int shown = 2 * i;
      int hidden = shown + 1;
      files
          .append(separator)
          .append(file(PROJECT + "-" + version + "-py3-none-any.whl", installer ? hidden : shown));
      files.append(',').append(file(PROJECT + "-" + version + ending, installer ? shown : hidden));
    }
    return "{\"meta\":{\"api-version\":\"1.1\",\"_last-serial\":1},\"name\":\""
        + PROJECT
        + "\",\"versions\":["
        + versions
        + "],\"files\":["
        + files
        + "]}";
  }

  /** Some indexes write blanks and say nothing of metadata, others neither. */
  private static String file(String filename, int number) {
    String digest = HexFormat.of().toHexDigits(number * 0x9e3779b97f4a7c15L).repeat(4);
    boolean spaced = number % 4 < 2;
    String file =
        "{\"filename\":\""
            + filename
            + "\",\"url\":\"https://files.example/packages/"
            + digest
            + '/'
            + filename
            + "\",\"hashes\":{\"sha256\":\""
            + digest
            + "\"},\"requires-python\":"
            + (number % 16 < 4 ? "null" : "\">=3.8\"")
            + ",\"size\":"
            + (1000 + number)
            + ",\"upload-time\":\""
            + (2000 + number % 2)
            + "-02-03T04:05:06."
            + (100_000 + number)
            + "Z\",\"yanked\":"
            + (number % 16 == 0 ? "\"broken\"" : "false")
            + (spaced ? "}" : metadata(digest));
    return spaced ? file.replace("\":", "\": ").replace(",\"", ", \"") : file;
  }

  private static String metadata(String digest) {
    return ",\"core-metadata\":{\"sha256\":\""
        + digest
        + "\"},\"data-dist-info-metadata\":{\"sha256\":\""
        + digest
        + "\"}}";
  }
}
