package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes the archive of one tree. Iterative, so that no depth overflows the stack; symbolic links
 * are never followed.
 */
final class TreeWalk implements ByteSource {
  private final Path root;
  private final Deque<OpenDirectory> open = new ArrayDeque<>();

  private record OpenDirectory(Path path, DirectoryListing listing) {}

  TreeWalk(Path root) {
    this.root = root;
  }

  @Override
  public void writeTo(SegmentWriter out) throws IOException {
    out.append(NarTokens.MAGIC);
    beginNode(root, out);
    while (!open.isEmpty()) {
      OpenDirectory directory = open.element();
      if (directory.listing().hasNext()) {
        byte[] name = directory.listing().next();
        out.append(NarTokens.ENTRY);
        out.appendString(name);
        out.append(NarTokens.NODE);
        beginNode(NarEntryName.resolve(directory.path(), name), out);
      } else {
        open.pop();
        endNode(out);
      }
    }
  }

  /** Writes a file or link whole; of a directory the beginning, and leaves it open. */
  private void beginNode(Path path, SegmentWriter out) throws IOException {
    PosixFileAttributes attributes = attributes(path);
    if (attributes.isDirectory()) {
      out.append(NarTokens.DIRECTORY);
      open.push(new OpenDirectory(path, DirectoryListing.of(path)));
    } else if (attributes.isRegularFile()) {
      boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
      out.append(executable ? NarTokens.EXECUTABLE : NarTokens.REGULAR);
      out.appendContents(path, attributes.size());
      endNode(out);
    } else if (attributes.isSymbolicLink()) {
      out.append(NarTokens.SYMLINK);
      out.appendString(target(path));
      endNode(out);
    } else {
      throw UnsupportedFileTypeException.inTree(path);
    }
  }

  /** Closes a node, and the entry that it is of, unless it is the root. */
  private void endNode(SegmentWriter out) throws IOException {
    out.append(NarTokens.CLOSE);
    if (!open.isEmpty()) {
      out.append(NarTokens.CLOSE);
    }
  }

  private static PosixFileAttributes attributes(Path path) throws UnreadableFileException {
    try {
      return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UnreadableFileException(path, e);
    }
  }

  private static byte[] target(Path link) throws UnreadableFileException {
    try {
      return NarEntryName.bytesOf(Files.readSymbolicLink(link));
    } catch (IOException e) {
      throw new UnreadableFileException(link, e);
    }
  }
}
