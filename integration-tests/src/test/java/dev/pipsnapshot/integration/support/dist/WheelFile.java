package dev.pipsnapshot.integration.support.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A wheel in the making: one module, METADATA, WHEEL and a RECORD that is right. */
public final class WheelFile implements Distribution {
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2020, 1, 1, 0, 0);

  private final String project;
  private final String version;
  private final CoreMetadata metadata;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private String tag = "py3-none-any";

  private WheelFile(String project, String version) {
    this.project = project;
    this.version = version;
    this.metadata = new CoreMetadata(project, version);
  }

  /** A pure wheel for Python 3 with an empty module of the project's name. */
  public static WheelFile of(String project, String version) {
    return new WheelFile(project, version);
  }

  /** Adds dependencies. */
  public WheelFile requires(String... requirements) {
    metadata.requires(List.of(requirements));
    return this;
  }

  /** Adds an extra with its dependencies. */
  public WheelFile extra(String name, String... requirements) {
    metadata.extra(name, List.of(requirements));
    return this;
  }

  /** Sets {@code Requires-Python}. */
  public WheelFile requiresPython(String specifier) {
    metadata.requiresPython(specifier);
    return this;
  }

  /** Sets the compatibility tag of the file name, such as {@code cp27-none-win32}. */
  public WheelFile tag(String compatibilityTag) {
    tag = compatibilityTag;
    return this;
  }

  /** Adds a file. */
  public WheelFile with(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds {@code bytes} bytes that do not compress. */
  public WheelFile withBallast(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(version.hashCode()).nextBytes(noise);
    files.put(module() + "/ballast.bin", noise);
    return this;
  }

  @Override
  public DistributionFile file() {
    byte[] coreMetadata = metadata.bytes();
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put(module() + "/__init__.py", utf8("__version__ = \"" + version + "\"\n"));
    entries.putAll(files);
    String distInfo = module() + "-" + version + ".dist-info/";
    entries.put(distInfo + "METADATA", coreMetadata);
    entries.put(
        distInfo + "WHEEL",
        utf8("Wheel-Version: 1.0\nGenerator: fixture\nRoot-Is-Purelib: true\nTag: " + tag + "\n"));
    entries.put(distInfo + "RECORD", record(entries, distInfo + "RECORD"));
    return new DistributionFile(
        project,
        version,
        module() + "-" + version + "-" + tag + ".whl",
        zip(entries),
        Optional.of(coreMetadata),
        metadata.requiresPython());
  }

  private String module() {
    return project.replace('-', '_').replace('.', '_');
  }

  private static byte[] record(Map<String, byte[]> entries, String recordPath) {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    var record = new StringBuilder();
    entries.forEach(
        (path, content) -> {
          String digest = base64.encodeToString(DistributionFile.sha256Digest(content));
          record.append(path + ",sha256=" + digest + "," + content.length + "\n");
        });
    return utf8(record.append(recordPath + ",,\n").toString());
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        var header = new ZipEntry(entry.getKey());
        header.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
