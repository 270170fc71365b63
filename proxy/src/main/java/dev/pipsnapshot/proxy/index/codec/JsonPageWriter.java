package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectStatus;
import dev.pipsnapshot.proxy.index.Yank;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes one project page in JSON (PEP 691 and those that add to it). */
final class JsonPageWriter {
  private static final String LAST_SERIAL = "_last-serial";

  private final PageText page;
  private final StringBuilder out;
  private final JsonText json;
  private final FileLinks links;
  private final OriginalUrls originalUrls;

  JsonPageWriter(PageText page, FileLinks links, OriginalUrls originalUrls) {
    this.page = page;
    this.out = page.text();
    this.json = new JsonText(out);
    this.links = links;
    this.originalUrls = originalUrls;
  }

  void write(ProjectDetail detail, Optional<Cutoff> cutoff) throws IOException {
    json.raw("{\"meta\":{\"api-version\":").string(ApiVersion.ofJson(detail));
    if (!detail.tracks().isEmpty()) {
      json.raw(",\"tracks\":").strings(detail.tracks());
    }
    unknown(detail.unknownMeta());
    json.raw("},\"name\":").string(detail.name());
    if (cutoff.isPresent()) {
      json.raw(",\"" + PrivateMembers.CUTOFF_JSON + "\":").string(cutoff.get().toString());
    }
    if (detail.status().isPresent()) {
      status(detail.status().get());
    }
    if (!detail.alternateLocations().isEmpty()) {
      json.raw(",\"alternate-locations\":").strings(detail.alternateLocations());
    }
    unknown(detail.unknownMembers());
    if (detail.versions().isPresent()) {
      json.raw(",\"versions\":").strings(detail.versions().get());
    }
    json.raw(",\"files\":[");
    var separator = "\n";
    for (var file : detail.files()) {
      out.append(separator);
      file(file);
      page.settle();
      separator = ",\n";
    }
    json.raw("]}\n");
    page.end();
  }

  private void status(ProjectStatus status) {
    json.raw(",\"project-status\":{\"status\":").string(status.status());
    status.reason().ifPresent(reason -> json.raw(",\"reason\":").string(reason));
    json.raw("}");
  }

  private void file(ProjectFile file) {
    json.raw("{\"filename\":").string(file.filename());
    json.raw(",\"url\":\"");
    links.append(out, file);
    json.raw("\",\"hashes\":");
    hashes(file.hashes());
    if (file.requiresPython().isPresent()) {
      json.raw(",\"requires-python\":").string(file.requiresPython().get());
    }
    if (file.size().isPresent()) {
      json.raw(",\"size\":").number(file.size().getAsLong());
    }
    if (file.uploadTime().isPresent()) {
      json.raw(",\"upload-time\":\"");
      UploadTime.append(out, file.uploadTime().get());
      json.raw("\"");
    }
    json.raw(",\"yanked\":");
    if (file.yank().isPresent()) {
      yanked(file.yank().get());
    } else {
      json.raw("false");
    }
    if (file.coreMetadata() instanceof CoreMetadata.Advertised metadata) {
      coreMetadata(metadata);
    }
    if (file.gpgSignature().isPresent()) {
      json.raw(",\"gpg-sig\":").raw(file.gpgSignature().get().toString());
    }
    if (file.provenance().isPresent()) {
      json.raw(",\"provenance\":").string(file.provenance().get());
    }
    unknown(file.unknownMembers());
    if (originalUrls == OriginalUrls.NAMED) {
      json.raw(",\"" + PrivateMembers.ORIGIN_JSON + "\":").string(file.originalUrl());
    }
    json.raw("}");
  }

  private void yanked(Yank yank) {
    yank.reason().ifPresentOrElse(json::string, () -> json.raw("true"));
  }

  /** Under its final name only: old pips take offence at the first one in JSON (PEP 714). */
  private void coreMetadata(CoreMetadata.Advertised metadata) {
    json.raw(",\"core-metadata\":");
    if (metadata.hashes().isEmpty()) {
      json.raw("true");
    } else {
      hashes(metadata.hashes());
    }
  }

  private void hashes(Hashes hashes) {
    var separator = "{";
    for (var hash : hashes.byAlgorithm().entrySet()) {
      json.raw(separator).string(hash.getKey()).raw(":\"").raw(hash.getValue()).raw("\"");
      separator = ",";
    }
    json.raw(hashes.isEmpty() ? "{}" : "}");
  }

  private void unknown(List<JsonMember> members) {
    for (var member : members) {
      if (!member.name().equals(LAST_SERIAL)) {
        json.raw(",").string(member.name()).raw(":").raw(member.rawJson());
      }
    }
  }
}
