package dev.pipsnapshot.proxy.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * A response before it is framed.
 *
 * @param headers all but those of framing, connection and date
 */
record Response(HttpResponseStatus status, HttpHeaders headers, ResponseBody body) {
  Response(HttpResponseStatus status, ResponseBody body) {
    this(status, new DefaultHttpHeaders(), body);
  }

  /** Sets a header; of a value that comes from elsewhere only plain ASCII is kept. */
  Response with(CharSequence name, CharSequence value) {
    headers.set(name, HeaderText.sanitised(value.toString()));
    return this;
  }
}
