package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;

/** A file, and the project whose page lists it. */
public record ListedFile(ProjectName project, ProjectFile file) {}
