package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.Exclusion.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotViewTest {
  private static final Cutoff CUTOFF = new Cutoff(Instant.parse("2021-05-01T00:00:00Z"));

  @Test
  void dividesFilesOneMicrosecondApart() {
    var before = file("demo-1.0.tar.gz", CUTOFF.instant().minusNanos(1_000));
    var at = file("demo-1.1.tar.gz", CUTOFF.instant());

    var shown = shown(SnapshotView.at(CUTOFF), ProjectDetail.of("demo", List.of(before, at)));

    assertThat(shown.detail().files()).containsExactly(before);
    assertThat(shown.exclusions())
        .containsExactly(new Exclusion(at, Reason.UPLOADED_AT_OR_AFTER_CUTOFF, CUTOFF));
    assertThat(shown.exclusions().get(0).sentence())
        .isEqualTo("uploaded 2021-05-01T00:00:00Z, not before the cutoff 2021-05-01T00:00:00Z");
  }

  @Test
  void admitsNeverLessWithLaterCutoff() {
    var random = new Random(20210501);
    for (int round = 0; round < 200; round++) {
      var files = new ArrayList<ProjectFile>();
      for (int i = 0; i < 20; i++) {
        files.add(file("demo-" + i + ".tar.gz", Instant.ofEpochSecond(random.nextInt(50))));
      }
      var detail = ProjectDetail.of("demo", files);
      var earlier = new Cutoff(Instant.ofEpochSecond(random.nextInt(50)));
      var later = new Cutoff(earlier.instant().plusSeconds(random.nextInt(20)));

      var few = shown(SnapshotView.at(earlier), detail).detail().files();
      var many = shown(SnapshotView.at(later), detail).detail().files();

      assertThat(many).containsAll(few);
      assertThat(new HashSet<>(files)).containsAll(many);
    }
  }

  @Test
  void refusesPageWithUndatedFilesAndNamesThem() {
    var detail = ProjectDetail.of("demo", List.of(file("demo-1.zip", Instant.EPOCH), undated()));

    assertThat(SnapshotView.at(CUTOFF).apply(detail))
        .isEqualTo(new ViewedProject.Refused(List.of(undated())));
  }

  @Test
  void hidesOrShowsUndatedFilesWhenToldTo() {
    var detail = ProjectDetail.of("demo", List.of(undated()));

    var hidden = shown(view(YankPolicy.HONOUR, MissingTimePolicy.HIDE), detail);
    var visible = shown(view(YankPolicy.HONOUR, MissingTimePolicy.SHOW), detail);

    assertThat(hidden.detail().files()).isEmpty();
    assertThat(hidden.exclusions())
        .containsExactly(new Exclusion(undated(), Reason.UPLOAD_TIME_UNKNOWN, CUTOFF));
    assertThat(visible.detail().files()).containsExactly(undated());
  }

  @Test
  void treatsTheUndatedFilesOfOneProjectOtherwiseWhenToldTo() {
    var demo = ProjectName.parse("demo");
    var torch = ProjectName.parse("torch");
    var view =
        new SnapshotView(
            Optional.of(CUTOFF),
            Map.of(),
            YankPolicy.HONOUR,
            MissingTimePolicy.REFUSE,
            Map.of(torch, MissingTimePolicy.SHOW));

    assertThat(view.of(torch).missingTimePolicy()).isEqualTo(MissingTimePolicy.SHOW);
    assertThat(view.of(demo).missingTimePolicy()).isEqualTo(MissingTimePolicy.REFUSE);
    assertThat(view.movedTo(CUTOFF).of(torch).missingTimePolicy())
        .isEqualTo(MissingTimePolicy.SHOW);
    assertThat(view.fingerprint())
        .isEqualTo(SnapshotView.at(CUTOFF).fingerprint() + ";missing-upload-time-for=torch=show");
  }

  @Test
  void takesYankMarksOffOnlyWhenToldTo() {
    var yanked = file("demo-1.zip", Instant.EPOCH).toBuilder().yank(Yank.because("broken")).build();
    var detail = ProjectDetail.of("demo", List.of(yanked));

    assertThat(shown(SnapshotView.at(CUTOFF), detail).detail().files()).containsExactly(yanked);
    assertThat(shown(view(YankPolicy.IGNORE, MissingTimePolicy.REFUSE), detail).detail().files())
        .containsExactly(file("demo-1.zip", Instant.EPOCH));
  }

  @Test
  void liveViewChangesNothing() {
    var detail = ProjectDetail.of("demo", List.of(undated(), file("demo-9.zip", Instant.MAX)));

    assertThat(shown(SnapshotView.LIVE, detail).detail()).isEqualTo(detail);
  }

  @Test
  void projectCutoffWinsOverGeneralOne() {
    var view =
        new SnapshotView(
            Optional.of(CUTOFF),
            Map.of(ProjectName.parse("demo"), new Cutoff(Instant.EPOCH)),
            YankPolicy.HONOUR,
            MissingTimePolicy.REFUSE);
    var files = List.of(file("x-1.zip", Instant.EPOCH));

    assertThat(shown(view, ProjectDetail.of("Demo", files)).detail().files()).isEmpty();
    assertThat(shown(view, ProjectDetail.of("other", files)).detail().files()).hasSize(1);
    assertThat(view.movedTo(CUTOFF).of(ProjectName.parse("demo")).cutoff()).contains(CUTOFF);
  }

  @Test
  void keepsVersionsWithFileLeft() {
    var late = CUTOFF.instant();
    var files =
        List.of(
            file("my_demo-1.0-py3-none-any.whl", Instant.EPOCH),
            file("my-demo-1.1.tar.gz", late),
            file("my.demo-2.0-beta-1.tar.gz", Instant.EPOCH),
            file("my-demo-3.0.win32-py2.7.exe", Instant.EPOCH),
            file("my_demo-3.1-py2.7.egg", Instant.EPOCH),
            file("my-demo-4.0.linux-x86_64.tar.gz", Instant.EPOCH),
            file("my_demo-5.0.0.tar.gz", Instant.EPOCH),
            file("README", Instant.EPOCH));
    var detail =
        ProjectDetail.of("my-demo", List.of())
            .with(
                files,
                Optional.of(
                    List.of("5.0", "1.0", "1.1", "2.0b1", "3.0", "3.1", "4.0", "4.0.1", "9")));

    var shown = shown(SnapshotView.at(CUTOFF), detail).detail();

    assertThat(shown.versions()).contains(List.of("5.0", "1.0", "2.0b1", "3.0", "3.1", "4.0"));
    assertThat(shown.files()).hasSize(7);
  }

  @Test
  void joinsUploadTimesByFileNameButNeverOverThePagesOwn() {
    var dated = file("demo-2.zip", Instant.EPOCH);
    var detail = ProjectDetail.of("demo", List.of(undated(), dated));

    var joined =
        detail.withUploadTimes(
            Map.of("demo-0.zip", CUTOFF.instant(), "demo-2.zip", CUTOFF.instant()));

    assertThat(joined.files()).containsExactly(file("demo-0.zip", CUTOFF.instant()), dated);
    assertThat(detail.lacksUploadTimes()).isTrue();
    assertThat(joined.lacksUploadTimes()).isFalse();
  }

  @Test
  void fingerprintTellsViewsApart() {
    var views =
        List.of(
            SnapshotView.LIVE,
            SnapshotView.at(CUTOFF),
            view(YankPolicy.IGNORE, MissingTimePolicy.REFUSE),
            view(YankPolicy.HONOUR, MissingTimePolicy.HIDE),
            new SnapshotView(
                Optional.of(CUTOFF),
                Map.of(ProjectName.parse("demo"), CUTOFF),
                YankPolicy.HONOUR,
                MissingTimePolicy.REFUSE));

    assertThat(views.stream().map(SnapshotView::fingerprint)).doesNotHaveDuplicates();
    assertThat(SnapshotView.at(CUTOFF).fingerprint())
        .isEqualTo(
            "cutoff=2021-05-01T00:00:00Z;yanked=honour;missing-upload-time=refuse;date-for=");
  }

  private static SnapshotView view(YankPolicy yanks, MissingTimePolicy missingTimes) {
    return new SnapshotView(Optional.of(CUTOFF), Map.of(), yanks, missingTimes);
  }

  private static ViewedProject.Shown shown(SnapshotView view, ProjectDetail detail) {
    return (ViewedProject.Shown) view.apply(detail);
  }

  private static ProjectFile file(String filename, Instant uploadTime) {
    return ProjectFile.builder(filename, "https://files.example/" + filename)
        .uploadTime(uploadTime)
        .build();
  }

  private static ProjectFile undated() {
    return ProjectFile.builder("demo-0.zip", "https://files.example/demo-0.zip").build();
  }
}
