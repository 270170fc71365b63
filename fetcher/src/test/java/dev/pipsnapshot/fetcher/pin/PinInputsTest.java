package dev.pipsnapshot.fetcher.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pipsnapshot.fetcher.failure.PinsUnusable;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.YankPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinInputsTest {
  private static final PinInputs EVERYTHING =
      new PinInputs(
          new PinnedRequest(
              new PinnedView(
                  "2021-05-01T00:00:00+02:00",
                  Map.of(
                      new ProjectName("torch"),
                      "@1619827200",
                      new ProjectName("six"),
                      "2020-01-01"),
                  Optional.of("2022-01-01"),
                  YankPolicy.IGNORE,
                  MissingTimePolicy.SHOW,
                  Map.of(new ProjectName("torch"), MissingTimePolicy.HIDE)),
              new PinnedIndex(
                  "https://mirror.example/simple/",
                  Map.of(
                      "own",
                      new PinnedIndex.Extra("https://own.example/simple/", List.of("b-*", "a-?")))),
              List.of("six", "-r {", "-c {", "b<2", "}", "-c b.txt", "ünï \"q\" \\ /", "}"),
              PipOptions.ofMainRun(
                  List.of(
                      "--only-binary=:all:",
                      "--no-binary=six,b",
                      "--platform=manylinux2014_x86_64",
                      "--python-version=3.9",
                      "--abi=cp39",
                      "--implementation=cp",
                      "--no-deps",
                      "--pre",
                      "--progress-bar=on")),
              true,
              PinnedRequest.hosts(List.of("Files.Example", "a.example", "files.example"))),
          new PinnedPython("pypy", "3.10", "aarch64-darwin", new PipVersion("22.3")));

  @Test
  void theExampleOfTheReferencePageIsRight() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "reference", "pins.md"));

    assertThat(page)
        .contains("\n    " + SamplePins.documented().canonicalJson() + "\n")
        .contains("\n    " + SamplePins.documented().key() + "\n");
  }

  @Test
  void inputsAreReadAsTheyWereWritten() {
    assertThat(PinInputsJson.read(PinInputsJson.write(EVERYTHING))).isEqualTo(EVERYTHING);
  }

  @Test
  void membersAreInTheOrderOfTheirBytesAndOnlyWhatMustBeIsEscaped() {
    assertThat(EVERYTHING.canonicalJson())
        .startsWith(
            "{\"build-date\":\"2022-01-01\",\"build-requires\":true,\"date\":\"2021-05-01T00:00:00+02:00\"")
        .contains("\"date-for\":{\"six\":\"2020-01-01\",\"torch\":\"@1619827200\"}")
        .contains("\"direct-hosts\":[\"a.example\",\"files.example\"]")
        .contains(
            "\"extra-indexes\":{\"own\":{\"owns\":[\"b-*\",\"a-?\"],"
                + "\"url\":\"https://own.example/simple/\"}}")
        .contains("\"missing-upload-time-for\":{\"torch\":\"hide\"},\"options\"")
        .contains("\"ünï \\\"q\\\" \\\\ /\"")
        .endsWith("\"yanked\":\"ignore\"}");
  }

  @Test
  void whatOnePolicyHoldsForIsAnInputOnlyWhereItIsGiven() {
    assertThat(SamplePins.documented().canonicalJson()).doesNotContain("missing-upload-time-for");
  }

  @Test
  void aMemberOfALaterVersionIsNotPassedOver() {
    ObjectNode json = PinInputsJson.write(EVERYTHING).put("moon", "full");

    assertThatThrownBy(() -> PinInputsJson.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown to this version");
  }

  @Test
  void anotherLayoutIsRefused() {
    ObjectNode json = PinInputsJson.write(EVERYTHING).put("layout", 2);

    assertThatThrownBy(() -> PinInputsJson.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layout is 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\bb", "a\fb", "\u0000", "\u001f"})
  void whatVersionsOfNixSpellDifferentlyIsRefused(String text) {
    assertThatThrownBy(() -> SamplePins.of(text).request().requirePortable())
        .isInstanceOf(PinsUnusable.class)
        .hasMessageContaining("control characters");
  }
}
