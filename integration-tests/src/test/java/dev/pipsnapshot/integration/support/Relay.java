package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.ReceivedRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers as another server of this machine does, whatever scheme and host it was asked for.
 *
 * @param origin scheme, host and port of that server
 */
public record Relay(URI origin) implements Function<ReceivedRequest, Answer> {
  private static final List<String> OF_REQUESTS = List.of("accept", "range", "if-range");
  private static final List<String> OF_ANSWERS = List.of("accept-ranges", "content-range", "etag");

  @Override
  public Answer apply(ReceivedRequest request) {
    Map<String, String> headers = new HashMap<>();
    OF_REQUESTS.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
    var response =
        WebClient.get(origin.resolve(URI.create(request.target()).getRawPath()), headers);
    String type = response.headers().firstValue("Content-Type").orElse("text/plain");
    Answer answer = Answer.ok(type, response.body()).withStatus(response.statusCode());
    for (String name : OF_ANSWERS) {
      Optional<String> value = response.headers().firstValue(name);
      if (value.isPresent()) {
        answer = answer.with(name, value.get());
      }
    }
    return answer;
  }
}
