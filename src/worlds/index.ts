export { playable } from './play.ts';
export { type FileResult, playWorld, report, runFiles } from './run.ts';
