// How access is said on a screen: verbs for levels, people and groups by name, never the words of our own model. Pure.
import {
  type Access,
  compareLevels,
  type Explanation,
  type Grant,
  type Kind,
  type Level,
  type Reason,
  type ReasonKind,
  type Resource,
  type Subject,
} from '#contract';
import { formatDay, listing, people } from '../format.ts';

export const canDo: Record<Level, string> = { viewer: 'Can view', editor: 'Can edit', admin: 'Administers' };
export const canDoDetail: Record<Level, string> = {
  viewer: 'Opens it, filters it and sees its data',
  editor: 'Also changes it and shares it',
  admin: 'Also manages who is in the project',
};

export const kindWord: Record<Kind, string> = {
  project: 'project',
  source: 'source',
  dataset: 'dataset',
  chart: 'chart',
  dashboard: 'dashboard',
  explore: 'explore',
  alert: 'alert',
  report: 'report',
  rule: 'rule',
};

/** "43 people will see this, 2 of them guests." */
export function consequence(seeing: number, guests: number, when: 'now' | 'then'): string {
  if (seeing === 0) return when === 'now' ? 'Nobody sees this now.' : 'Nobody will see this.';
  if (seeing === 1 && guests === 0) return when === 'now' ? 'Only one person sees this now.' : 'Only one person will see this.';
  const verb = when === 'then' ? 'will see this' : seeing === 1 ? 'sees this now' : 'see this now';
  const of =
    guests === 0
      ? ''
      : guests === seeing
        ? ', all of them guests'
        : guests === 1
          ? ', 1 of them a guest'
          : `, ${guests} of them guests`;
  return `${people(seeing)} ${verb}${of}.`;
}

export const until = (expiresAt: string | null | undefined) => (expiresAt ? `until ${formatDay(expiresAt)}` : '');

/** Who can see it, in the few words of a page's header. */
export const seenBy = (count: number) => (count <= 1 ? 'Only you' : `Seen by ${count.toLocaleString('en')}`);

/** A row of the list: one person, group or role with all that was given to them here. */
export type Row = {
  subject: Subject;
  level: Level;
  expiresAt: string | null;
  also: Grant | null;
  givenBy: Subject | null;
  givenAt: string;
};

/** One may edit until June and view for good; that is one row that says both. */
export function rowsOf(access: Pick<Access, 'editors' | 'viewers'>): Row[] {
  const rows = new Map<string, Row>();
  for (const grant of [...access.editors, ...access.viewers]) {
    const row = rows.get(grant.subject.id);
    if (row) row.also = grant;
    else
      rows.set(grant.subject.id, {
        subject: grant.subject,
        level: grant.level,
        expiresAt: grant.expiresAt,
        also: null,
        givenBy: grant.givenBy,
        givenAt: grant.givenAt,
      });
  }
  return [...rows.values()];
}

/** You first, then groups and roles, then people, each by name. */
export const sorted = <Entry extends { subject: Subject }>(rows: readonly Entry[], me: string): Entry[] => {
  const rank = ({ subject }: Entry) => (subject.id === me ? 0 : subject.kind === 'user' ? 2 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.subject.label.localeCompare(b.subject.label, 'en'));
};

export function endOf(row: Row): string {
  if (!row.expiresAt) return '';
  if (row.also && row.also.level !== row.level) {
    const then = `then ${canDo[row.also.level].toLowerCase()}`;
    return [until(row.expiresAt), [then, until(row.also.expiresAt)].filter(Boolean).join(' ')].join(', ');
  }
  return until(row.expiresAt);
}

export type Inherited = { subject: Subject; level: Level; expiresAt: string | null; kinds: ReasonKind[] };

/** One row for each, at their strongest, with every source of it. */
export function inheritedOf(access: Pick<Access, 'inherited'>): Inherited[] {
  const rows = new Map<string, Inherited>();
  for (const { subject, level, expiresAt, kind } of access.inherited) {
    const row = rows.get(subject.id);
    if (!row) rows.set(subject.id, { subject, level, expiresAt, kinds: [kind] });
    else {
      row.kinds = [...new Set([...row.kinds, kind])];
      if (compareLevels(level, row.level) > 0) Object.assign(row, { level, expiresAt });
      else if (level === row.level && expiresAt === null) row.expiresAt = null;
    }
  }
  return [...rows.values()];
}

/** Where access that wasn't given here comes from. */
export function sourceOf(kind: ReasonKind, project: string): string {
  switch (kind) {
    case 'administrator':
      return 'Administers the whole organization';
    case 'member':
      return `Member of ${project}`;
    case 'listed':
      return `Member of ${project}, for chosen things`;
    case 'inside':
      return 'Through something inside it';
    case 'direct':
      return 'Given here';
  }
}

/** Why a group or role has access, from the list itself. */
export function explainedBy(
  access: Pick<Access, 'editors' | 'viewers' | 'inherited'>,
  subject: Subject,
  resource: Resource,
): Explanation {
  const direct = [...access.editors, ...access.viewers].map((grant) => ({ ...grant, kind: 'direct' as const }));
  const reasons = [...direct, ...access.inherited]
    .filter((grant) => grant.subject.id === subject.id)
    .map(({ kind, level, expiresAt, givenBy, givenAt }) => ({
      kind,
      level,
      path: [],
      expiresAt,
      grant: { level, expiresAt, givenBy, givenAt },
    }))
    .toSorted((a, b) => compareLevels(b.level, a.level));
  return { subject, resource, level: reasons[0]?.level ?? null, reasons };
}

export type Stop = { label: string; kind: 'person' | 'group' | 'role' | 'project' | 'thing'; detail?: string; broken?: true };

/** The way from a person to the thing, stop by stop. */
export function stopsOf(explanation: Explanation, reason: Reason): Stop[] {
  const { subject, resource } = explanation;
  const stop = (passed: Subject): Stop => ({
    label: passed.label,
    kind: passed.kind === 'user' ? 'person' : passed.kind,
    ...(passed.members !== undefined && { detail: people(passed.members) }),
  });
  const stops: Stop[] = [stop(subject), ...reason.path.filter((passed) => passed.id !== subject.id).map(stop)];
  if (reason.kind === 'member' || reason.kind === 'listed')
    stops.push({ label: resource.project.title, kind: 'project', detail: 'project' });
  if (reason.kind === 'administrator') stops.push({ label: 'Everything here', kind: 'project', detail: 'organization' });
  if (reason.on) stops.push({ label: reason.on.title, kind: 'thing', detail: kindWord[reason.on.kind] });
  return [...stops, { label: resource.title, kind: 'thing' }];
}

/** As far as the line comes: the last stretch is the one that is missing. */
export function brokenStopsOf({ subject, resource, whyNot }: Explanation): Stop[] {
  const detail =
    subject.status === 'deactivated' ? 'deactivated' : subject.status === 'invited' ? 'invited, not here yet' : undefined;
  const person: Stop = {
    label: subject.label,
    kind: subject.kind === 'user' ? 'person' : subject.kind,
    ...(detail && { detail }),
  };
  const thing: Stop = { label: resource.title, kind: 'thing' };
  const inside = whyNot?.offers.some((offer) => offer.do === 'list');
  if (!inside) return [{ ...person, broken: true }, thing];
  return [person, { label: resource.project.title, kind: 'project', detail: 'only chosen items', broken: true }, thing];
}

/** A few words for a button; the whole sentence stands beside it. */
export function offerInWords(offer: NonNullable<Explanation['whyNot']>['offers'][number]): string {
  switch (offer.do) {
    case 'share':
      return offer.gives === 'viewer' ? 'Share to view' : 'Share to edit';
    case 'place':
      return `Put into ${offer.group?.label ?? 'the group'}`;
    case 'list':
      return 'Add to what they reach';
    case 'member':
      return offer.gives === 'viewer' ? 'Make a viewer' : 'Make an editor';
    case 'reactivate':
      return 'Reactivate';
  }
}

/** What stands under a drawn way: what it gives, who gave it, until when. */
export function reasonInWords(explanation: Explanation, reason: Reason): string {
  const what = canDo[reason.level];
  const given = reason.grant?.givenBy ? `given by ${reason.grant.givenBy.label}` : '';
  const on = reason.grant?.givenAt ? `on ${formatDay(reason.grant.givenAt)}` : '';
  const source =
    reason.kind === 'direct'
      ? given
      : [sourceOf(reason.kind, explanation.resource.project.title).replace(/^./, (letter) => letter.toLowerCase()), given]
          .filter(Boolean)
          .join(', ');
  return [`${what}: ${[source || 'given here', given && on].filter(Boolean).join(' ')}`, until(reason.expiresAt)]
    .filter(Boolean)
    .join(', ');
}

export const askEditors = (editors: readonly Subject[], toDo: string) =>
  editors.length === 0
    ? `Ask whoever sent you here to ${toDo}.`
    : `Ask ${listing(
        editors.map((editor) => editor.label),
        3,
      ).replace(/ and ([^,]*)$/, ' or $1')} to ${toDo}.`;

/** "Sam can open this now." */
export function given(subjects: readonly Subject[], level: Level): string {
  const verb = level === 'viewer' ? 'open' : 'edit';
  return `${listing(subjects.map((subject) => subject.label))} can ${verb} this now.`;
}

/** After somebody else changed the list under one's hands: who, as far as the newest entry tells. */
export function whoChanged(before: Access, after: Access, me: string): string {
  const known = new Set(
    [...before.editors, ...before.viewers].map((grant) => `${grant.subject.id} ${grant.level} ${grant.givenAt}`),
  );
  const news = [...after.editors, ...after.viewers]
    .filter(
      (grant) => !known.has(`${grant.subject.id} ${grant.level} ${grant.givenAt}`) && grant.givenBy && grant.givenBy.id !== me,
    )
    .toSorted((a, b) => b.givenAt.localeCompare(a.givenAt));
  return `${news[0]?.givenBy?.label ?? 'Somebody'} changed this while you were here. The list is refreshed; look it over and try again.`;
}
