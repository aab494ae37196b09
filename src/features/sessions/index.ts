// Signing in and out. Who is signed in says nothing about what they reach: that is `access`.
export { type Auth, makeAuth, sessionDays } from './auth.ts';
export { endSession, listSessions } from './list.ts';
export { endSessions, setPassword } from './passwords.ts';
export { type From, getMe, type SessionDeps, type SignedIn, signIn, signOut } from './sessions.ts';
export { offerSetup, setUp } from './setup.ts';
export { type SessionTokens, sessionTokens } from './tokens.ts';
export { whose } from './whose.ts';
