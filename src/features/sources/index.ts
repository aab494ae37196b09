export { checkFields, checkSource } from './broken.ts';
export { checkNewSource, listPlaces } from './places.ts';
