package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.ProjectName;

/**
 * A project page that went out.
 *
 * @param project whose page it is
 * @param shown files on it
 * @param hidden files that the view kept off it
 */
public record ServedPage(ProjectName project, int shown, int hidden) {}
