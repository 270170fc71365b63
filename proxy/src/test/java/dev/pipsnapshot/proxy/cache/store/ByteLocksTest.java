package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.cache.CacheFixture;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteLocksTest {
  @Test
  void locksAByteForOneAtATime(@TempDir Path folder) throws IOException {
    try (var locks = ByteLocks.open(folder.resolve("lock"))) {
      assertThatAByteIsLockedForOneAtATime(locks);
      assertThat(locks.isUnlockable()).isFalse();
    }
  }

  @Test
  void keepsOutThisProcessAloneWhereTheFileSystemHasNoLocks() throws IOException {
    try (var locks = new ByteLocks(Path.of("lock"), new ChannelWithoutLocks());
        var ofAnotherProcess = new ByteLocks(Path.of("lock"), new ChannelWithoutLocks())) {
      assertThat(locks.isUnlockable()).as("before it has tried").isFalse();
      assertThatAByteIsLockedForOneAtATime(locks);
      assertThat(locks.isUnlockable()).isTrue();

      assertThat(locks.tryLock(7)).isPresent();
      assertThat(ofAnotherProcess.tryLock(7)).isPresent();
    }
  }

  /** An end of the process must not be taken for a file system of a kind. */
  @Test
  void takesAClosedFileForNoFileSystemWithoutLocks(@TempDir Path folder) throws IOException {
    var locks = ByteLocks.open(folder.resolve("lock"));
    locks.close();

    assertThatThrownBy(() -> locks.tryLock(1)).isInstanceOf(ClosedChannelException.class);
    assertThat(locks.isUnlockable()).isFalse();
  }

  private static void assertThatAByteIsLockedForOneAtATime(ByteLocks locks) throws IOException {
    var digest = CacheFixture.digest(new byte[] {1});
    FileLock first = locks.tryLock(digest).orElseThrow();

    assertThat(first.isValid()).isTrue();
    assertThat(locks.tryLock(digest)).isEmpty();
    assertThat(locks.tryLock(CacheFixture.digest(new byte[] {2}))).isPresent();

    first.release();
    assertThat(first.isValid()).isFalse();
    assertThat(locks.tryLock(digest)).isPresent();
  }
}
