package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;

/** All that the bytes of a served page depend on, but for the upstream page itself. */
record PageVariant(
    ProjectName project, Mount mount, ProjectView view, PageFormat format, PageCoding coding) {}
