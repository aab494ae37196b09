// Why not: where the line breaks, and the smallest changes that would close it for each level.
import { type Ask, type Row, rows } from '#access';
import type { Explanation, Level, Subject } from '#contract';
import { kindOf, listableAt } from '#kinds/index';
import { subjectsById } from '../subjects/index.ts';

type WhyNot = NonNullable<Explanation['whyNot']>;
type Offer = WhyNot['offers'][number];

/** For who may read the whole access list: it names the groups on it. */
export const whyNot = async (ask: Ask, subject: Subject, row: Row): Promise<WhyNot> => {
  const { label, status } = subject;
  const what = `the ${kindOf(row.kind).label} “${row.title}”`;
  if (status === 'deactivated') {
    const sentence = `Reactivate ${label}; what they were given is still there.`;
    const offers: Offer[] = [{ do: 'reactivate', gives: 'viewer', sentence }];
    return { because: [`${label} is deactivated; who isn't active reaches nothing.`], changes: [sentence], offers };
  }
  if (status === 'invited') {
    return { because: [`${label} hasn't accepted the invitation yet; until then it reaches nothing.`], changes: [], offers: [] };
  }
  const member = await membershipOf(ask, subject, row);
  const offers = [
    ...sharing(label, what, row),
    ...(await places(ask, subject, row)),
    ...(member?.restricted && member.subject_id === subject.id && listableAt(member.level).includes(row.kind)
      ? [listing(label, what, member.level)]
      : []),
    ...(row.general_access === 'project' && !member ? joining(label, row) : []),
  ];
  const because = [
    `Nothing gives ${label}, a group they are in or a role they hold access to ${what}.`,
    ...(row.general_access === 'private' && member && !member.restricted
      ? ['They are a member of its project, but it is only for people added.']
      : []),
    ...(member?.restricted ? ['They are a restricted member of its project, and it is not among their chosen items.'] : []),
  ];
  return { because, changes: offers.map(({ sentence }) => sentence), offers };
};

const verbs: Record<Level, string> = { viewer: 'view', editor: 'edit', admin: 'manage' };

const sharing = (label: string, what: string, row: Row): Offer[] =>
  kindOf(row.kind).grants.map((gives) => ({
    do: 'share',
    gives,
    sentence: `Share ${what} with ${label}, who can then ${verbs[gives]} it.`,
  }));

/** Groups that have it directly and that the person isn't in: the smallest first. */
const places = async (ask: Ask, subject: Subject, row: Row): Promise<Offer[]> => {
  if (subject.kind !== 'user') return [];
  const found = await rows<{ subject_id: string; level: Level }>(
    ask,
    `select g.subject_id, max(g.level) as level
       from access_grant g
       join user_group o on o.id = g.subject_id and not o.built_in
      where g.resource_id = $1 and (g.expires_at is null or $2 < g.expires_at)
      group by g.subject_id`,
    [row.id, ask.now],
  );
  const groups = await subjectsById(
    ask,
    found.map(({ subject_id }) => subject_id),
  );
  return found
    .flatMap(({ subject_id, level }) => {
      const group = groups.get(subject_id);
      if (!group) return [];
      return [
        {
          do: 'place' as const,
          gives: level,
          group,
          sentence: `Put ${subject.label} into ${group.label} (${group.detail}), which can ${verbs[level]} it.`,
        },
      ];
    })
    .sort((a, b) => (a.group.members ?? 0) - (b.group.members ?? 0));
};

const listing = (label: string, what: string, level: Level): Offer => {
  const gives = level === 'viewer' ? 'viewer' : 'editor';
  return { do: 'list', gives, sentence: `Add ${what} to what ${label} reaches in the project, who can then ${verbs[gives]} it.` };
};

const joining = (label: string, row: Row): Offer[] =>
  kindOf(row.kind).grants.map((gives) => ({
    do: 'member',
    gives,
    sentence: `Make ${label} ${gives === 'viewer' ? 'a viewer' : 'an editor'} of the whole project.`,
  }));

const membershipOf = async (ask: Ask, subject: Subject, row: Row) => {
  const [found] = await rows<{ subject_id: string; level: Level; restricted: boolean }>(
    ask,
    `select m.subject_id, m.level, m.restricted
       from membership m
      where m.project_id = $1 and (m.expires_at is null or $3 < m.expires_at)
        and (m.subject_id = $2 or m.subject_id in (
              select c.subject_id from subject_closure c where c.user_id = $2 and (c.until is null or $3 < c.until)))
      order by m.restricted, m.level desc`,
    [row.project_id, subject.id, ask.now],
  );
  return found;
};
