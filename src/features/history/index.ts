export { listResourceHistory } from './resource.ts';
export { listSubjectHistory } from './subject.ts';
export { undoChange } from './undo.ts';
