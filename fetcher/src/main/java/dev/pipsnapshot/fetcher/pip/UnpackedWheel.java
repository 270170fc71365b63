package dev.pipsnapshot.fetcher.pip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A wheel's content, as a directory to import from. */
final class UnpackedWheel {
  /** Some ten times what a pip takes. */
  private static final long MOST_BYTES = 128L << 20;

  private static final int MOST_FILES = 10_000;

  private UnpackedWheel() {}

  /**
   * Unpacks {@code wheel} into {@code directory}, which is created.
   *
   * @throws ZipException if it is no archive, one with names that lead elsewhere or are there
   *     twice, or one of more than 128 MiB or 10,000 files
   */
  static void in(Path directory, Path wheel) throws IOException {
    Path root = Files.createDirectory(directory).toAbsolutePath().normalize();
    long left = MOST_BYTES;
    try (var archive = new ZipFile(wheel.toFile())) {
      if (archive.size() > MOST_FILES) {
        throw new ZipException("it holds more than " + MOST_FILES + " files");
      }
      for (ZipEntry entry : archive.stream().filter(one -> !one.isDirectory()).toList()) {
        Path file = place(root, entry.getName());
        try (InputStream in = archive.getInputStream(entry)) {
          byte[] content = in.readNBytes((int) left + 1);
          left -= content.length;
          if (left < 0) {
            throw new ZipException("it holds more than " + (MOST_BYTES >> 20) + " MiB");
          }
          Files.createDirectories(file.getParent());
          Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
          throw named(entry.getName());
        }
      }
    }
  }

  private static Path place(Path root, String name) throws ZipException {
    try {
      Path file = root.resolve(name).normalize();
      if (file.startsWith(root) && !file.equals(root)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw named(name);
    }
    throw named(name);
  }

  private static ZipException named(String name) {
    return new ZipException("it holds a file named '" + name + "'");
  }
}
