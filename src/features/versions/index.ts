export { deleteDraft, getDraft, putDraft } from './drafts.ts';
export { getVersion, listVersions, restoreVersion } from './versions.ts';
