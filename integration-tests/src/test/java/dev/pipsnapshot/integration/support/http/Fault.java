package dev.pipsnapshot.integration.support.http;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that goes wrong with an answer. */
@FunctionalInterface
public interface Fault {
  /** The answer as the broken server gives it. */
  Answer applyTo(Answer answer);

  /** Sends the first bytes and waits at {@code gate} with the rest. */
  static Fault heldAfter(int bytes, Gate gate) {
    return answer -> answer.delivered(new Delivery.Held(bytes, gate));
  }

  /** Sends nothing, not even a status, until {@code gate} opens. */
  static Fault silentUntil(Gate gate) {
    return answer -> answer.delivered(new Delivery.Silent(gate));
  }

  /** Sends everything, a few bytes at a time. */
  static Fault dripping(int bytesAtATime) {
    return answer -> answer.delivered(new Delivery.Dripped(bytesAtATime));
  }

  /** Declares the true length, sends fewer bytes, closes. */
  static Fault cutAfter(int bytes) {
    return answer -> answer.delivered(new Delivery.Cut(bytes));
  }

  /** Declares no length, sends fewer bytes, closes: the client cannot tell by HTTP alone. */
  static Fault cutWithoutLengthAfter(int bytes) {
    return answer -> answer.delivered(new Delivery.CutUndeclared(bytes));
  }

  /** Sends the first bytes, then resets the connection. */
  static Fault resetAfter(int bytes) {
    return answer -> answer.delivered(new Delivery.Reset(bytes));
  }

  /** Resets the connection without an answer. */
  static Fault noAnswer() {
    return answer -> answer.delivered(new Delivery.NoAnswer());
  }

  /** The right length and other bytes. */
  static Fault wrongBytes() {
    return answer -> {
      byte[] body = answer.body();
      body[body.length / 2] ^= 1;
      return answer.withBody(body);
    };
  }

  /** A whole body that is {@code bytes} longer than it should be; its declared length agrees. */
  static Fault longerBy(int bytes) {
    return answer -> answer.withBody(Arrays.copyOf(answer.body(), answer.body().length + bytes));
  }

  /** A whole body that is {@code bytes} shorter than it should be; its declared length agrees. */
  static Fault shorterBy(int bytes) {
    return answer -> answer.withBody(Arrays.copyOf(answer.body(), answer.body().length - bytes));
  }

  /** One fault for each answer, in this order; those after the last are right. */
  static Fault inTurn(Fault... faults) {
    var turn = new AtomicInteger();
    return answer -> {
      int now = turn.getAndIncrement();
      return now < faults.length ? faults[now].applyTo(answer) : answer;
    };
  }

  /** Another answer altogether. */
  static Fault instead(Answer other) {
    return answer -> other;
  }

  /** 503 with {@code Retry-After}. */
  static Fault unavailable(int retryAfterSeconds) {
    return instead(Answer.status(503).with("Retry-After", Integer.toString(retryAfterSeconds)));
  }
}
