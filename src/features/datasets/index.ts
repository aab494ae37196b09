export { checkDataset, checkNewDataset } from './check.ts';
