package dev.pipsnapshot.proxy.cache.upkeep;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes over the files of a tree, one after another and in no order. Follows no link. */
final class CachedFileWalk extends SimpleFileVisitor<Path> {
  private final Predicate<Path> filter;
  private final Visitor visitor;

  CachedFileWalk(Predicate<Path> filter, Visitor visitor) {
    this.filter = filter;
    this.visitor = visitor;
  }

  /** Shows {@code visitor} each file that is whole; none if there is no such tree. */
  static void of(Path tree, Visitor visitor) throws IOException {
    walk(tree, new CachedFileWalk(CachedFileWalk::isWhole, visitor));
  }

  /** Shows {@code visitor} each file, whatever its name; none if there is no such tree. */
  static void ofAny(Path tree, Visitor visitor) throws IOException {
    walk(tree, new CachedFileWalk(file -> true, visitor));
  }

  private static void walk(Path tree, CachedFileWalk walk) throws IOException {
    if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(tree, walk);
    }
  }

  private static boolean isWhole(Path file) {
    return Sha256.isValid(file.getFileName().toString());
  }

  /** The digest that such a file is named by. */
  static Sha256 digest(Path file) {
    return Sha256.parse(file.getFileName().toString());
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (filter.test(file)) {
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
