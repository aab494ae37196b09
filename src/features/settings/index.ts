export { getOrganization, updateOrganization } from './settings.ts';
