package dev.pipsnapshot.integration.nix;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;

/** Makes trees with everything odd that Nix accepts, the same ones for the same seed. */
final class RandomTree {
  private static final HexFormat PERCENT = HexFormat.of().withPrefix("%");
  private static final int[] SIZES = {
    0, 1, 7, 8, 9, 4_096, 65_535, 65_536, 65_537, 262_144, 700_001
  };

  private final Random random;

  RandomTree(long seed) {
    this.random = new Random(seed);
  }

  void fill(Path directory, int depth) throws IOException {
    int entries = random.nextInt(12);
    for (int i = 0; i < entries; i++) {
      Path at = directory.resolve(raw(name()));
      try {
        make(at, depth);
      } catch (FileAlreadyExistsException sameNameTwice) {
        // One of the two is enough.
      }
    }
  }

  private void make(Path at, int depth) throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> {
        Files.createDirectory(at);
        if (depth > 0) {
          fill(at, depth - 1);
        }
      }
      case 1 -> Files.createSymbolicLink(at, raw(random.nextInt(20) == 0 ? longTarget() : name()));
      default -> {
        Files.createFile(at);
        var content = new byte[SIZES[random.nextInt(SIZES.length)]];
        random.nextBytes(content);
        Files.write(at, content);
        Files.setPosixFilePermissions(
            at,
            random.nextBoolean()
                ? Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE)
                : Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.GROUP_EXECUTE));
      }
    }
  }

  private byte[] name() {
    var bytes = new byte[random.nextInt(15) == 0 ? 255 : 1 + random.nextInt(6)];
    for (int i = 0; i < bytes.length; i++) {
      do {
        bytes[i] = (byte) (random.nextBoolean() ? 'a' + random.nextInt(26) : random.nextInt(256));
      } while (bytes[i] == 0 || bytes[i] == '/' || bytes[i] == '.');
    }
    return bytes;
  }

  private byte[] longTarget() {
    var bytes = new byte[4_095];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (1 + random.nextInt(255));
      if (bytes[i] == '/') {
        bytes[i] = 'x';
      }
    }
    return bytes;
  }

  private static Path raw(byte[] bytes) {
    return Path.of(URI.create("file:///" + PERCENT.formatHex(bytes))).getFileName();
  }
}
