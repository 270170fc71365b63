package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.ReceivedRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A fault, which requests it strikes, and how often still. */
final class FaultPlan {
  private final Predicate<ReceivedRequest> target;
  private final Fault fault;
  private final AtomicInteger left;

  FaultPlan(Predicate<ReceivedRequest> target, Fault fault, int times) {
    this.target = target;
    this.fault = fault;
    this.left = new AtomicInteger(times);
  }

  /** HEAD requests never see faults: they carry no body to break, and use none up. */
  Answer applyTo(ReceivedRequest request, Answer answer) {
    boolean strikes =
        request.method().equals("GET")
            && target.test(request)
            && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    return strikes ? fault.applyTo(answer) : answer;
  }
}
