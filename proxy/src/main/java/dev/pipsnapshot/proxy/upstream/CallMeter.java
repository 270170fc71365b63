package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/** Measures one call; its events come one after another. */
final class CallMeter extends EventListener {
  private final UpstreamListener listener;
  private final UpstreamCall.Purpose purpose;
  private long started;
  private long bytes;
  private OptionalInt status = OptionalInt.empty();

  CallMeter(UpstreamListener listener, UpstreamCall.Purpose purpose) {
    this.listener = listener;
    this.purpose = purpose;
  }

  @Override
  public void callStart(Call call) {
    started = System.nanoTime();
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    status = OptionalInt.of(response.code());
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    bytes = byteCount;
  }

  @Override
  public void callEnd(Call call) {
    ended(call);
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    ended(call);
  }

  private void ended(Call call) {
    listener.ended(
        new UpstreamCall(
            purpose,
            call.request().url().host(),
            status,
            bytes,
            Duration.ofNanos(System.nanoTime() - started)));
  }
}
