import { createClient } from '#client/client';
import { viewAsHeaders } from './view-as.ts';

export const asking = { baseUrl: '', headers: viewAsHeaders };

export const api = createClient(asking);
