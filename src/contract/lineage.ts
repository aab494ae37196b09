// What a thing is built from and what is built from it, as far as one sees.
import { z } from 'zod';
import { route } from './route.ts';
import { Kind } from './words.ts';

export const LineageItem = z
  .object({
    id: z.string(),
    kind: Kind,
    title: z.string(),
    /** Without anything in between. */
    direct: z.boolean(),
  })
  .meta({ id: 'LineageItem' });
export type LineageItem = z.infer<typeof LineageItem>;

export const getLineage = route({
  name: 'getLineage',
  method: 'get',
  path: '/resources/{resource}/lineage',
  summary: 'What it is built from and what is built from it, of what you can see; what lies behind something hidden is not told',
  answer: z.object({
    builtFrom: z.array(LineageItem),
    usedBy: z.array(LineageItem),
    /** There are more of them that you can see. */
    more: z.boolean(),
  }),
});
