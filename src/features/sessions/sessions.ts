import { type Principal, principalOf } from '#access';
import { type BodyOf, type Me, notFound, problem, type signIn as signInRoute } from '#contract';
import { subjectsById } from '#features/subjects/index';
import { asking, type StoreDeps } from '../deps.ts';
import { viewAsOf } from '../view-as/index.ts';
import type { Auth, NewSession } from './auth.ts';
import { beginAttempt } from './limits.ts';
import type { SessionTokens } from './tokens.ts';

export type SessionDeps = StoreDeps & { readonly auth: Auth; readonly tokens: SessionTokens };
export type From = { readonly address: string; readonly agent: string };
export type SignedIn = Me & { token: string };

export const signIn = async (
  deps: SessionDeps,
  _nobody: Principal | null,
  { email, password, from }: BodyOf<typeof signInRoute> & { from: From },
): Promise<SignedIn> => {
  const account = email.trim().toLowerCase();
  const attempt = await beginAttempt(deps, from.address, account);
  const session = await deps.auth.signIn(await addressOf(deps, account), password, from);
  const principal = session && (await principalOf(asking(deps), session.userId));
  if (!principal) {
    // A right password of someone deactivated is told like a wrong one, and leaves no session behind.
    if (session) await deps.store.rows('delete from auth_session where token = $1', [session.key]);
    throw problem('unauthenticated', 'E-mail or password is wrong.');
  }
  await attempt.succeeded();
  return welcome(deps, principal, session);
};

export const welcome = async (deps: SessionDeps, principal: Principal, session: NewSession): Promise<SignedIn> => ({
  ...(await getMe(deps, principal)),
  token: deps.tokens.seal(session.key),
});

export const signOut = async (deps: StoreDeps, _principal: Principal, { sessionId }: { sessionId: string | undefined }) => {
  await deps.store.rows('delete from auth_session where id = $1', [sessionId ?? null]);
  return { signedOut: true as const };
};

export const getMe = async (deps: StoreDeps, principal: Principal): Promise<Me> => {
  const ask = asking(deps);
  const viewAs = await viewAsOf(ask, principal);
  const found = await ask.db
    .selectFrom('app_user')
    .select(['id', 'name', 'email', 'login', 'kind'])
    .where('id', '=', principal.userId)
    .executeTakeFirst();
  // Of a group that is looked as there is no user.
  const user =
    found ?? (viewAs && { id: viewAs.subject.id, name: viewAs.subject.label, email: null, login: '', kind: principal.kind });
  if (!user) throw notFound();
  const subjects = [...(await subjectsById(ask, principal.subjects)).values()].sort((a, b) => a.label.localeCompare(b.label));
  return {
    user,
    capabilities: [...principal.capabilities],
    groups: subjects.filter(({ kind }) => kind === 'group'),
    roles: subjects.filter(({ kind }) => kind === 'role'),
    ...(viewAs && { viewAs }),
  };
};

/** People may type their login name; better-auth knows addresses. Who isn't there gets an address that is nobody's. */
const addressOf = async (deps: StoreDeps, account: string): Promise<string> => {
  const [found] = await deps.store.rows<{ email: string }>(
    `select a.email from auth_user a join app_user u on u.id = a.id
      where lower(u.email) = $1 or lower(u.login) = $1
      order by (lower(u.email) = $1) desc limit 1`,
    [account],
  );
  return found?.email ?? 'nobody@sightline.invalid';
};
