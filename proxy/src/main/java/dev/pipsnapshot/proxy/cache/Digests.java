package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.jcajce.provider.digest.Blake2b;
import org.bouncycastle.jcajce.provider.digest.Blake2s;

/** The digest algorithms that indexes list, by their names in Python's hashlib. */
public final class Digests {
  private static final int CHUNK = 1 << 16;

  private Digests() {}

  public static MessageDigest sha256() {
    return byStandardName("SHA-256");
  }

  public static Sha256 sha256(byte[] bytes) {
    return Sha256.of(sha256().digest(bytes));
  }

  /** The algorithm that hashlib calls {@code name}, or empty if it is not known here. */
  static Optional<MessageDigest> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "md5" -> Optional.of(byStandardName("MD5"));
      case "sha1" -> Optional.of(byStandardName("SHA-1"));
      case "sha224" -> Optional.of(byStandardName("SHA-224"));
      case "sha256" -> Optional.of(sha256());
      case "sha384" -> Optional.of(byStandardName("SHA-384"));
      case "sha512" -> Optional.of(byStandardName("SHA-512"));
      case "sha3_256" -> Optional.of(byStandardName("SHA3-256"));
      case "sha3_512" -> Optional.of(byStandardName("SHA3-512"));
      case "blake2b" -> Optional.of(new Blake2b.Blake2b512());
      case "blake2b_256" -> Optional.of(new Blake2b.Blake2b256());
      case "blake2s" -> Optional.of(new Blake2s.Blake2s256());
      default -> Optional.empty();
    };
  }

  /** Hashes the first {@code length} bytes of a file that may grow meanwhile. */
  public static Sha256 sha256(FileChannel channel, long length) throws IOException {
    MessageDigest digest = sha256();
    readFully(channel, length, digest::update);
    return Sha256.of(digest.digest());
  }

  /** Hands the first {@code length} bytes of the file to {@code consumer}, piece by piece. */
  public static void readFully(FileChannel channel, long length, Consumer consumer)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (long position = 0; position < length; position += buffer.limit()) {
      buffer.clear().limit((int) Math.min(CHUNK, length - position));
      int read = channel.read(buffer, position);
      if (read < 0) {
        throw new IOException("the file has become shorter than " + length + " bytes");
      }
      consumer.accept(buffer.flip());
    }
  }

  /** Takes bytes in the order in which they come. */
  public interface Consumer {
    void accept(ByteBuffer bytes);
  }

  private static MessageDigest byStandardName(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform here has " + algorithm, e);
    }
  }
}
