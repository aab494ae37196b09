export { explainAccess, whoHasAccess } from './explain.ts';
