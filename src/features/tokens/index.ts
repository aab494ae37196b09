export { createToken, listTokens, liveToken, principalOfToken, revokeToken } from './tokens.ts';
