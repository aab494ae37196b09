// Routes of those who look after access, to their use cases.
import {
  compareReach,
  exportEnding,
  exportGuests,
  exportOrphans,
  exportOutsiders,
  exportUnused,
  listEnding,
  listGuests,
  listOutsiders,
  listUnused,
} from '#features/reviewing/index';
import { Download, type Handlers } from './handler.ts';
import type { HandlerDeps } from './handlers.ts';

export const reviewingHandlers = (deps: HandlerDeps) =>
  ({
    listOutsiders: (asked) => listOutsiders(deps, asked.principal, asked),
    exportOutsiders: async (asked) => new Download(await exportOutsiders(deps, asked.principal, asked)),
    listGuests: (asked) => listGuests(deps, asked.principal, asked),
    exportGuests: async (asked) => new Download(await exportGuests(deps, asked.principal)),
    listEnding: (asked) => listEnding(deps, asked.principal, asked),
    exportEnding: async (asked) => new Download(await exportEnding(deps, asked.principal, asked)),
    listUnused: (asked) => listUnused(deps, asked.principal, asked),
    exportUnused: async (asked) => new Download(await exportUnused(deps, asked.principal, asked)),
    exportOrphans: async (asked) => new Download(await exportOrphans(deps, asked.principal)),
    compareReach: (asked) => compareReach(deps, asked.principal, asked),
  }) satisfies Partial<Handlers>;
