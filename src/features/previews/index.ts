export { previewOf } from './preview.ts';
export { type Asked, previewable, watching } from './previewable.ts';
