export { createProject, createResource, makeProject, makeResource, requireMembership } from './create.ts';
export { duplicateResource, makeDuplicate } from './duplicate.ts';
export { getProject, getResource } from './get.ts';
export { firstVersion, type VersionRow } from './keep-version.ts';
export { kindsNamed, listProjects, listResources, listTrash } from './list.ts';
export { presentItems, projectLinks } from './present.ts';
export { findRefs, parseDefinition, resolveDefinition } from './refs.ts';
export { bringBack, deleteResource, restoreResource } from './trash.ts';
export { requireFresh, reviseResource, updateResource } from './update.ts';
