import { createMongoAbility, type MongoAbility, subject } from '@casl/ability';
import { type Facts, listBy, type User } from './facts.ts';
import type { Peer } from './index.ts';

/** One ability per user, built once and kept: its best case. */
export const casl = (facts: Facts): Peer => {
  const things = Array.from({ length: facts.count }, (_, at) => {
    const { id, place } = facts.resource(at);
    return subject('resource', { id, place });
  });
  const kept = new Map<string, MongoAbility>();
  const abilityOf = ({ id, granted, places }: User) => {
    const found =
      kept.get(id) ??
      createMongoAbility([
        { action: 'view', subject: 'resource', conditions: { id: { $in: granted } } },
        { action: 'view', subject: 'resource', conditions: { place: { $in: places } } },
      ]);
    kept.set(id, found);
    return found;
  };
  return {
    name: 'CASL',
    check: async (user, at) => abilityOf(user).can('view', things[at]!),
    list: async (user) => listBy(facts, (at) => abilityOf(user).can('view', things[at]!)),
  };
};
