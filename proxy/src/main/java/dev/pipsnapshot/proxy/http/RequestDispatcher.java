package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a connection: takes one request at a time, has it checked, routed and
 * answered, and asks for the next when the response has left.
 */
// What a listener does not see, nobody waits for: a close, or a flush with the next write.
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestDispatcher extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(RequestDispatcher.class);

  /** An event that tells a connection to end after the request in work. */
  enum Drain {
    DRAIN
  }

  private final RequestCheck check;
  private final Router router;
  private final Gateway gateway;
  private final RequestListener listener;
  private final DateHeader date;

  private @Nullable Exchange exchange;
  private @Nullable ResponseWriter writer;
  private boolean draining;

  RequestDispatcher(
      RequestCheck check,
      Router router,
      Gateway gateway,
      RequestListener listener,
      DateHeader date) {
    this.check = check;
    this.router = router;
    this.gateway = gateway;
    this.listener = listener;
    this.date = date;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var request = (HttpRequest) message;
    var current = new Exchange(request, ctx.channel().remoteAddress());
    exchange = current;
    try {
      dispatch(ctx, current, request);
    } catch (RefusedRequestException e) {
      refuse(ctx, current, e.response());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Drain.DRAIN) {
      draining = true;
      if (exchange == null) {
        ctx.close();
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (writer != null) {
      writer.abandon();
    }
    exchange = null;
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("connection-failed cause={}", HeaderText.sanitised(String.valueOf(cause)));
    ctx.close();
  }

  private void dispatch(ChannelHandlerContext ctx, Exchange current, HttpRequest request)
      throws RefusedRequestException {
    String target = check.target(request);
    Route route = router.route(target);
    current.routed(RequestKind.of(route), target);
    if (route instanceof Route.Resource resource) {
      ask(ctx, current, RequestReader.read(request, target, resource));
    } else if (route instanceof Route.Moved moved) {
      respond(ctx, current, Responses.moved(moved.relativeLocation()));
    } else if (route instanceof Route.Malformed malformed) {
      respond(ctx, current, ErrorResponses.malformed(malformed.reason()));
    } else {
      respond(ctx, current, ErrorResponses.unknownPath());
    }
  }

  private void ask(ChannelHandlerContext ctx, Exchange current, Request request) {
    Optional<String> view = gateway.view(request.route());
    CompletableFuture<Reply> answer = gateway.answer(request);
    if (answer.isDone()) {
      answer.whenComplete((reply, failure) -> answered(ctx, current, view, reply, failure));
      return;
    }
    answer.whenComplete(
        (reply, failure) -> {
          try {
            ctx.executor().execute(() -> answered(ctx, current, view, reply, failure));
          } catch (RejectedExecutionException e) {
            // The server has been closed; nobody is left to answer.
            release(reply);
          }
        });
  }

  private void answered(
      ChannelHandlerContext ctx,
      Exchange current,
      Optional<String> view,
      @Nullable Reply reply,
      @Nullable Throwable failure) {
    if (exchange != current) {
      release(reply);
    } else if (reply == null) {
      log.error("request-failed target={}", current.displayTarget(), failure);
      respond(ctx, current, ErrorResponses.bug());
    } else {
      Response response = Responses.of(reply, current.kind(), current.ifNoneMatch());
      view.ifPresent(told -> response.with(Responses.CUTOFF, told));
      respond(ctx, current, response);
    }
  }

  private void respond(ChannelHandlerContext ctx, Exchange current, Response response) {
    var out =
        draining
            ? ResponseWriter.closing(ctx, response, current, date.value())
            : ResponseWriter.answering(ctx, response, current, date.value());
    writer = out;
    out.write(
        (bytes, failure) -> {
          completed(current, response, bytes, failure);
          if (failure.isPresent()) {
            cut(ctx, out);
          } else if (out.keepsAlive() && !draining) {
            ctx.read();
          } else {
            ctx.close();
          }
        });
  }

  private void refuse(ChannelHandlerContext ctx, Exchange current, Response response) {
    var out = ResponseWriter.closing(ctx, response, current, date.value());
    out.write(
        (bytes, failure) -> {
          completed(current, response, bytes, failure);
          LingeringClose.start(ctx.channel());
        });
  }

  private void completed(
      Exchange current, Response response, long bytes, Optional<Throwable> failure) {
    exchange = null;
    writer = null;
    int status = response.status().code();
    failure.ifPresent(cause -> logCut(current, bytes, cause));
    if (log.isDebugEnabled()) {
      log.debug(
          "request method={} target={} status={} bytes={} millis={} client={} agent=\"{}\"",
          current.displayMethod(),
          current.displayTarget(),
          status,
          bytes,
          current.nanos() / 1_000_000,
          current.client(),
          current.displayAgent());
    }
    listener.completed(current.kind(), status, current.nanos(), bytes);
  }

  private static void logCut(Exchange current, long bytes, Throwable cause) {
    if (cause instanceof ClientGoneException || cause instanceof IOException) {
      log.debug("client-gone target={} bytes={}", current.displayTarget(), bytes);
    } else {
      log.warn(
          "response-cut target={} bytes={} cause={}",
          current.displayTarget(),
          bytes,
          HeaderText.sanitised(String.valueOf(cause)));
    }
  }

  private static void cut(ChannelHandlerContext ctx, ResponseWriter out) {
    if (out.endsByClose()) {
      ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    ctx.close();
  }

  private static void release(@Nullable Reply reply) {
    if (reply != null) {
      Responses.feedOf(reply).ifPresent(BodyFeed::close);
    }
  }
}
