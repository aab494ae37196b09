// Inviting: an unknown address becomes a user of status invited, to whom things are given at once and reach nothing yet.
import { createHash, randomBytes } from 'node:crypto';
import { type Ask, allow, type Principal, privateTo, requireCapability, rows } from '#access';
import {
  changeNow,
  changeUser,
  dropGrants,
  dropMembership,
  giveRoleTo,
  insertUser,
  note,
  subjectsAbove,
  takeFromGroup,
  takeRoleFrom,
} from '#access/giving/index';
import {
  type AnswerOf,
  type BodyOf,
  type Invitation,
  invalid,
  type invite as inviteRoute,
  type listInvitations as listInvitationsRoute,
  notFound,
  problem,
  type QueryOf,
  type resendInvitation as resendInvitationRoute,
  type withdrawInvitation as withdrawInvitationRoute,
} from '#contract';
import { guestRoleId, memberRoleId } from '#store/built-in';
import { decodeCursor, paged } from '../cursor.ts';
import { asking, type Given, type StoreDeps } from '../deps.ts';
import { actedOn } from '../people/index.ts';
import { type Asked, watching } from '../previews/index.ts';
import { putMember } from '../projects/index.ts';
import { giveAccess } from '../sharing/index.ts';
import { foundById, hiddenFrom, subjectsById, userById } from '../subjects/index.ts';

/** Sends the letter; the token stands in it alone. */
export type Post = (letter: { to: string; token: string; invitedBy: string; message?: string | undefined }) => Promise<void>;
export type InviteDeps = StoreDeps & { readonly postInvitation?: Post };

/** An address that has a user is simply shared with, with the same answer. */
export const invite = async (
  deps: InviteDeps,
  principal: Principal,
  { query, body }: { query?: Asked; body: BodyOf<typeof inviteRoute> },
): Promise<AnswerOf<typeof inviteRoute>> => {
  if (body.expiresAt !== undefined && !body.resource && !body.project)
    throw invalid('expiresAt', 'is about what is given; name a resource or a project');
  if (body.resource && body.project) throw invalid('project', 'and a resource can’t both be given at once');
  const { notify = true, message } = body;
  let letter: string | null = null;
  const watched = body.project ? watching.project(query, body.project) : watching.resource(query, body.resource ?? '');
  const userId = await changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    // What is given is looked at before who it is given to, so that a refusal says nothing about the address.
    const project = body.project ? await allow(ask, actor, body.project, 'manage_members', 'project') : undefined;
    const resource = body.resource ? await allow(ask, actor, body.resource, 'share') : undefined;
    requireCapability(actor, 'guests.invite');
    const made = await userFor(ask, actor, body.email);
    letter = made.token;
    const lasting = body.expiresAt === undefined ? {} : { expiresAt: body.expiresAt };
    if (resource) {
      const grant = { subject: made.id, level: body.level ?? 'viewer', ...lasting };
      await giveAccess(ask, actor, resource, [grant], { notify, message });
    }
    if (project) {
      const { level = 'viewer', restricted, resources } = body;
      await putMember(ask, actor, project, made.id, {
        level,
        ...(restricted !== undefined && { restricted }),
        ...(resources && { resources }),
        ...lasting,
      });
    }
    return made.id;
  });
  const ask = asking(deps);
  if (letter) {
    const invitedBy = (await userById(ask, principal.userId)).name;
    await deps.postInvitation?.({ to: body.email, token: letter, invitedBy, message: notify ? message : undefined });
  }
  return { subject: (await subjectsById(ask, [userId])).get(userId)! }; // made or found just now
};

const userFor = async (ask: Ask, actor: Principal, email: string): Promise<{ id: string; token: string | null }> => {
  const [known] = await rows<{ id: string; outcome: string | null }>(
    ask,
    'select u.id, i.outcome from app_user u left join invitation i on i.user_id = u.id where lower(u.email) = lower($1)',
    [email],
  );
  if (known && known.outcome !== 'withdrawn') return { id: known.id, token: null };
  const { member_domains } = await ask.db.selectFrom('organization').select('member_domains').executeTakeFirstOrThrow();
  const kind = member_domains.includes(email.split('@')[1] ?? '') ? 'person' : 'guest';
  const id = known?.id ?? (await insertUser(ask, { kind, status: 'invited', name: email, login: email, email }));
  if (known) await changeUser(ask, id, { status: 'invited' });
  await giveRoleTo(ask, kind === 'person' ? memberRoleId : guestRoleId, id, { by: actor.userId });
  await note(ask, actor, { action: 'user.invite', subject: id, after: { email, kind } });
  return { id, token: await freshLetter(ask, id, actor.userId) };
};

/** A letter with its full time; one sent before no longer works. */
const freshLetter = async (ask: Ask, userId: string, by: string): Promise<string> => {
  const { invitation_days } = await ask.db.selectFrom('organization').select('invitation_days').executeTakeFirstOrThrow();
  const token = randomBytes(32).toString('base64url');
  const expires_at = new Date(ask.now.getTime() + invitation_days * 24 * 60 * 60 * 1000);
  const row = { token_hash: hashOf(token), invited_by: by, sent_at: ask.now, expires_at, ended_at: null, outcome: null };
  await ask.db
    .insertInto('invitation')
    .values({ user_id: userId, ...row })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(row))
    .execute();
  return token;
};

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const listInvitations = async (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof listInvitationsRoute> },
): Promise<AnswerOf<typeof listInvitationsRoute>> => {
  const ask = asking(deps);
  const limit = query.limit ?? 50;
  const after = decodeCursor(query.cursor, 'invitations', ['text']);
  const everybodys = principal.capabilities.has('users.manage');
  const found = await rows<InvitationRow>(
    ask,
    `select * from invitation
      where ($1::text is null or invited_by = $1) and ($2::text is null or user_id > $2)
      order by user_id limit $3`,
    [everybodys ? null : privateTo(principal), after?.[0] ?? null, limit + 1],
  );
  const { page, next } = paged('invitations', found, limit, (last) => [last.user_id]);
  const hidden = await hiddenFrom(
    ask,
    principal,
    page.flatMap(({ user_id, invited_by }) => (invited_by === privateTo(principal) ? [] : user_id)),
  );
  const shown = page.filter(({ user_id }) => !hidden.has(user_id));
  return { items: await present(ask, principal, shown), next };
};

export const resendInvitation = async (
  deps: InviteDeps,
  principal: Principal,
  { params }: Given<typeof resendInvitationRoute>,
): Promise<AnswerOf<typeof resendInvitationRoute>> => {
  let letter = '';
  await changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    const row = await pending(ask, actor, params.invitation);
    letter = await freshLetter(ask, row.user_id, actor.userId);
    await note(ask, actor, { action: 'user.invite', subject: row.user_id, after: { again: true } });
  });
  const ask = asking(deps);
  const { email } = await userById(ask, params.invitation);
  if (email) await deps.postInvitation?.({ to: email, token: letter, invitedBy: (await userById(ask, principal.userId)).name });
  return one(ask, principal, params.invitation);
};

/** Takes everything it would have given; inviting the same address again begins anew. */
export const withdrawInvitation = async (
  deps: StoreDeps,
  principal: Principal,
  { params, query }: Given<typeof withdrawInvitationRoute>,
): Promise<AnswerOf<typeof withdrawInvitationRoute>> => {
  const watched = watching.subjects(query, (ask) => subjectsAbove(ask, params.invitation));
  await changeNow(deps, principal, { within: 'organization', ...watched }, async (ask, actor) => {
    const { user_id } = await pending(ask, actor, params.invitation);
    for (const { id } of await held(
      ask,
      'select distinct resource_id as id from access_grant where subject_id = $1 and membership_id is null',
      user_id,
    )) {
      await dropGrants(ask, user_id, id);
    }
    for (const { id } of await held(ask, 'select project_id as id from membership where subject_id = $1', user_id))
      await dropMembership(ask, user_id, id);
    for (const { id } of await held(ask, 'select group_id as id from group_member where member_id = $1', user_id))
      await takeFromGroup(ask, id, user_id);
    for (const { id } of await held(ask, 'select role_id as id from role_holder where holder_id = $1', user_id))
      await takeRoleFrom(ask, id, user_id);
    await changeUser(ask, user_id, { status: 'deactivated' });
    await rows(ask, "update invitation set ended_at = $2, outcome = 'withdrawn', token_hash = null where user_id = $1", [
      user_id,
      ask.now,
    ]);
    await note(ask, actor, { action: 'user.withdraw', subject: user_id });
  });
  return one(asking(deps), principal, params.invitation);
};

const held = (ask: Ask, text: string, userId: string) => rows<{ id: string }>(ask, text, [userId]);

type InvitationRow = {
  user_id: string;
  invited_by: string | null;
  sent_at: Date;
  expires_at: Date;
  outcome: 'accepted' | 'withdrawn' | null;
};

/** One's own invitations, or for who manages users those of whoever they may act on. */
const pending = async (ask: Ask, actor: Principal, id: string): Promise<InvitationRow> => {
  const [row] = await rows<InvitationRow>(ask, 'select * from invitation where user_id = $1 for update', [id]);
  if (!row || (row.invited_by !== actor.userId && !actor.capabilities.has('users.manage'))) throw notFound();
  if (row.invited_by !== actor.userId) await actedOn(ask, actor, id);
  if (row.outcome) throw problem('conflict', `This invitation was ${row.outcome} already.`);
  return row;
};

const one = async (ask: Ask, principal: Principal, id: string): Promise<Invitation> => {
  const [shown] = await present(
    ask,
    principal,
    await rows<InvitationRow>(ask, 'select * from invitation where user_id = $1', [id]),
  );
  if (!shown) throw notFound();
  return shown;
};

const present = async (ask: Ask, principal: Principal, found: readonly InvitationRow[]): Promise<Invitation[]> => {
  const subjects = await subjectsById(
    ask,
    found.map(({ user_id }) => user_id),
  );
  const inviters = await foundById(
    ask,
    principal,
    found.map(({ invited_by }) => invited_by),
  );
  return found.flatMap((row) => {
    const subject = subjects.get(row.user_id);
    if (!subject) return [];
    return [
      {
        id: row.user_id,
        subject,
        invitedBy: (row.invited_by && inviters.get(row.invited_by)) || null,
        sentAt: row.sent_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        state: row.outcome ?? (row.expires_at <= ask.now ? ('lapsed' as const) : ('pending' as const)),
      },
    ];
  });
};
