// What a role lets people do, as people say it.
import type { Capability } from '#contract';

export const capabilityWords: Record<Capability, { label: string; detail: string }> = {
  'organization.administer': { label: 'Administer everything', detail: 'Reaches and manages all there is, and the settings' },
  'users.manage': { label: 'Manage people', detail: 'Adds, deactivates and views as people who can do no more than they' },
  'groups.manage': { label: 'Manage groups', detail: 'Makes groups and says who is in them' },
  'roles.manage': { label: 'Manage roles', detail: 'Makes roles of what they can do themselves, and gives them' },
  'projects.create': { label: 'Start projects', detail: 'Administers what they start' },
  'sources.manage': { label: 'Connect data', detail: 'Adds sources to projects they administer' },
  'sql.run': { label: 'Write SQL', detail: 'Makes datasets of a query they write' },
  'data.export': { label: 'Take data along', detail: 'Exports what they can view' },
  'audit.read': { label: 'Read the log', detail: 'Sees every change of access, and what anybody reaches' },
  'tokens.create': { label: 'Make tokens', detail: 'Lets programs act as them' },
  'guests.invite': { label: 'Invite', detail: 'Invites addresses that are not here yet' },
};
