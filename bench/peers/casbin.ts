import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import type { Facts } from './facts.ts';
import type { Peer } from './index.ts';

const model = `[request_definition]
r = sub, obj
[policy_definition]
p = sub, obj
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = (r.obj == p.obj || g2(r.obj, p.obj)) && g(r.sub, p.sub)`;

/** Everything as policies, as it is meant to be used. Each question looks at each policy, so a list is worked out from one. */
export const casbin = async (
  facts: Facts,
  users: readonly number[],
  members: readonly { subject: string; place: string }[],
): Promise<Peer> => {
  const policies: string[] = members.map(({ subject, place }) => `p, ${subject}, ${place}`);
  for (let at = 0; at < facts.count; at++) {
    const { id, readers, place } = facts.resource(at);
    policies.push(...readers.map((reader) => `p, ${reader}, ${id}`), `g2, ${id}, ${place}`);
  }
  for (const at of users) {
    const { id, subjects } = facts.user(at);
    policies.push(...subjects.filter((one) => one !== id).map((one) => `g, ${id}, ${one}`));
  }
  const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(policies.join('\n')));
  return { name: 'casbin', check: (user, at) => enforcer.enforce(user.id, facts.resource(at).id), checkTimes: 5 };
};
