package dev.pipsnapshot.proxy.cache.store;

import java.nio.channels.FileChannel;

/** An open file with several users, of whom the last to leave closes it. Thread-safe. */
final class SharedChannel {
  private final FileChannel channel;
  private int users = 1;

  /** The channel of a first user, who is to {@link #leave} it. */
  SharedChannel(FileChannel channel) {
    this.channel = channel;
  }

  /** For reads that name a position. */
  FileChannel channel() {
    return channel;
  }

  /** Counts one more user, unless the file has been closed. */
  synchronized boolean join() {
    // An interrupt of a thread in the middle of a read closes a channel for everybody.
    if (users == 0 || !channel.isOpen()) {
      return false;
    }
    users++;
    return true;
  }

  /** Counts one user less. */
  synchronized void leave() {
    if (--users == 0) {
      FileFeed.close(channel);
    }
  }
}
