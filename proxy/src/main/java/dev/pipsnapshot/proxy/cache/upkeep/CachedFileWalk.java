package dev.pipsnapshot.proxy.cache.upkeep;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Goes over the files of a tree that are whole, one after another and in no order. */
final class CachedFileWalk extends SimpleFileVisitor<Path> {
  private final Visitor visitor;

  CachedFileWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Shows {@code visitor} each file; none if there is no such tree. */
  static void of(Path tree, Visitor visitor) throws IOException {
    if (Files.isDirectory(tree)) {
      Files.walkFileTree(tree, new CachedFileWalk(visitor));
    }
  }

  /** The digest that such a file is named by. */
  static Sha256 digest(Path file) {
    return Sha256.parse(file.getFileName().toString());
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (Sha256.isValid(file.getFileName().toString())) {
      visitor.visit(file, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    return goOnAfter(failure);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
      throws IOException {
    return failure == null ? FileVisitResult.CONTINUE : goOnAfter(failure);
  }

  /** What is removed meanwhile need not be seen; whatever else goes unseen must not go unsaid. */
  private static FileVisitResult goOnAfter(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  /** What is done with a file. */
  @FunctionalInterface
  interface Visitor {
    void visit(Path file, BasicFileAttributes attributes) throws IOException;
  }
}
