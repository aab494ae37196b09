// better-auth, wrapped: it checks passwords in even time and makes sessions; who may do what is none of its business.
import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import type { Db } from '#store/open';
import { hashPassword, verifyPassword } from './passwords.ts';

export const sessionDays = 14;

export type NewSession = { userId: string; key: string };
export type Auth = {
  /** A new session, or null for a wrong password and for who isn't there, after the same time. */
  signIn(email: string, password: string, from: { address: string; agent: string }): Promise<NewSession | null>;
};

export const makeAuth = (db: Db, secret: string, origin: string): Auth => {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const auth = betterAuth({
    baseURL: origin,
    secret,
    database: { db, type: 'postgres', transaction: true },
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'auth_session',
      expiresIn: sessionDays * 24 * 3600,
      fields: { expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id', ...times },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        userId: 'user_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...times } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    advanced: {
      database: { generateId: () => randomUUID() },
      // We hand the address over ourselves, below: never what the request claims.
      ipAddress: { ipAddressHeaders: ['x-sightline-address'] },
    },
    // Its limiter guards only its own routes, which aren't mounted; ours counts in the store (limits.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  return {
    signIn: async (email, password, from) => {
      const headers = new Headers({ 'user-agent': from.agent, ...(from.address && { 'x-sightline-address': from.address }) });
      try {
        const { token, user } = await auth.api.signInEmail({ body: { email, password }, headers });
        return { key: token, userId: user.id };
      } catch (error) {
        // It says 401 for a wrong password and an unknown address, 400 for what is no address at all.
        if (isRefusal(error)) return null;
        throw error;
      }
    },
  };
};

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && (error.statusCode === 401 || error.statusCode === 400);
