export { createProject, createResource, makeProject, makeResource, requireMembership } from './create.ts';
export { getProject, getResource } from './get.ts';
export { kindsNamed, listProjects, listResources, listTrash } from './list.ts';
export { presentItems, projectLinks } from './present.ts';
export { findRefs, resolveDefinition } from './refs.ts';
export { bringBack, deleteResource, restoreResource } from './trash.ts';
export { requireFresh, reviseResource, updateResource } from './update.ts';
