import { z } from 'zod';
import { Preview } from './access.ts';
import type { Route } from './route.ts';

/** What a route may answer: its own answer, or, where it can be previewed, a preview. */
export const answerOf = (route: Route): z.ZodType => (route.previewable ? z.union([Preview, route.answer]) : route.answer);
