// The demo: an airline whose departments read the same data and don't see each other's conclusions. Pure data; `index.ts`
// feeds it through the use cases, as a person would.
import { networkPlanning } from './network-planning.ts';
import { operations } from './operations.ts';
import { groups, people, roles } from './people.ts';
import { safetyAudit } from './safety-audit.ts';
import { whenToFly } from './when-to-fly.ts';
import type { DemoContent } from './words.ts';

export const content: DemoContent = {
  people,
  groups,
  roles,
  projects: [
    {
      name: 'operations',
      title: 'Operations',
      description: 'Flights, delays and bird strikes.',
      defaultAccess: 'private',
      members: [
        { subject: 'user:eve', level: 'editor' },
        { subject: 'group:operations', level: 'viewer' },
      ],
    },
    {
      name: 'network-planning',
      title: 'Network planning',
      description: 'Routes, and the weather at the bases.',
      defaultAccess: 'private',
      members: [
        { subject: 'user:ines', level: 'editor' },
        { subject: 'group:network-planning', level: 'viewer' },
      ],
    },
  ],
  resources: [...operations, ...whenToFly, ...safetyAudit, ...networkPlanning],
};
export type { DemoContent } from './words.ts';
