import { createClient } from '#client/client';

export const api = createClient({ baseUrl: '' });
