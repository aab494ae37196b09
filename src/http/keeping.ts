// Routes about what people keep for themselves around resources, to their use cases.
import { exportCsv, exportQuery, exportTile } from '#features/exporting/index';
import { addFavourite, removeFavourite } from '#features/favourites/index';
import { listNotifications, readNotifications } from '#features/notifications/index';
import { endSession, listSessions } from '#features/sessions/index';
import { deleteDraft, getDraft, getVersion, listVersions, putDraft, restoreVersion } from '#features/versions/index';
import { endViewAs, startViewAs } from '#features/view-as/index';
import { createView, deleteView, listViews, updateView } from '#features/views/index';
import { Download, type Handlers } from './handler.ts';
import type { HandlerDeps } from './handlers.ts';

export const keepingHandlers = (deps: HandlerDeps) =>
  ({
    addFavourite: (asked) => addFavourite(deps, asked.principal, asked),
    removeFavourite: (asked) => removeFavourite(deps, asked.principal, asked),

    listVersions: (asked) => listVersions(deps, asked.principal, asked),
    getVersion: (asked) => getVersion(deps, asked.principal, asked),
    restoreVersion: (asked) => restoreVersion(deps, asked.principal, asked),
    getDraft: (asked) => getDraft(deps, asked.principal, asked),
    putDraft: (asked) => putDraft(deps, asked.principal, asked),
    deleteDraft: (asked) => deleteDraft(deps, asked.principal, asked),

    listViews: (asked) => listViews(deps, asked.principal, asked),
    createView: (asked) => createView(deps, asked.principal, asked),
    updateView: (asked) => updateView(deps, asked.principal, asked),
    deleteView: (asked) => deleteView(deps, asked.principal, asked),

    exportCsv: async (asked) => new Download(await exportCsv(deps, asked.principal, asked)),
    exportTile: async (asked) => new Download(await exportTile(deps, asked.principal, asked)),
    exportQuery: async (asked) => new Download(await exportQuery(deps, asked.principal, asked)),

    listNotifications: (asked) => listNotifications(deps, asked.principal, asked),
    readNotifications: (asked) => readNotifications(deps, asked.principal, asked),

    listSessions: (asked) => listSessions(deps, asked.principal, asked),
    endSession: (asked) => endSession(deps, asked.principal, asked),

    startViewAs: (asked) => startViewAs(deps, asked.principal, asked),
    endViewAs: (asked) => endViewAs(deps, asked.principal, asked),
  }) satisfies Partial<Handlers>;
