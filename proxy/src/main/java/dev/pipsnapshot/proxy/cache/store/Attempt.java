package dev.pipsnapshot.proxy.cache.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One attempt to download an artifact: a file that only grows, and whose name no other ever gets.
 *
 * @param partial the file, until it becomes the artifact or is given up
 * @param inode what the file system calls the file by; it keeps that when it becomes the artifact
 */
public record Attempt(Path partial, String inode) {
  public static Attempt of(Path partial) throws IOException {
    return new Attempt(partial, FileState.of(partial).inode());
  }
}
