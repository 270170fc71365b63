package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever an index may send as its list of projects, what is made of it is a list of the same. */
class ProjectListFuzzTest {
  @FuzzTest
  void html(byte[] body) throws IOException {
    byte[] made = made(body);

    assertThat(made(made)).isEqualTo(made);
  }

  private static byte[] made(byte[] body) throws IOException {
    try (var list = new HtmlProjectList(new ByteArrayInputStream(body))) {
      return list.readAllBytes();
    }
  }
}
