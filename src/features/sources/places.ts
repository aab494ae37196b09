// Making a source: of what the operator allowed, and tried before it is made. It takes what making it takes.
import { type Ask, allowed, open, type Principal, requireCapability } from '#access';
import { sourcePlanOf } from '#analytics/index';
import {
  type AnswerOf,
  type checkNewSource as checkNewSourceRoute,
  type listPlaces as listPlacesRoute,
  Problem,
} from '#contract';
import { read } from '../data/index.ts';
import { asking, type Deps, type Given } from '../deps.ts';
import { parseDefinition } from '../resources/index.ts';

const requireMaking = async (ask: Ask, principal: Principal, id: string) => {
  await allowed(ask, principal, await open(ask, principal, id, 'project'), 'manage_sources');
  requireCapability(principal, 'sources.manage');
};

export const listPlaces = async (
  deps: Deps,
  principal: Principal,
  { params }: Given<typeof listPlacesRoute>,
): Promise<AnswerOf<typeof listPlacesRoute>> => {
  await requireMaking(asking(deps), principal, params.project);
  return deps.analytics.places();
};

export const checkNewSource = async (
  deps: Deps,
  principal: Principal,
  { params, body }: Given<typeof checkNewSourceRoute>,
): Promise<AnswerOf<typeof checkNewSourceRoute>> => {
  await requireMaking(asking(deps), principal, params.project);
  const definition = read('source', { definition: parseDefinition('source', body.definition) });
  // It has no id yet; nothing is kept under this one.
  const plan = definition.type === 'upload' ? null : sourcePlanOf('untitled', definition);
  if (!plan) return { tables: [], problem: 'It names no data yet.', next: 'Say which folder, file or database it is.' };
  try {
    return { tables: await deps.analytics.tables(plan) };
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return { tables: [], problem: failure.message, next: nextStep(plan.type, failure) };
  }
};

const nextStep = (type: string, { message }: Problem): string => {
  if (type !== 'postgres') return 'Choose one of the folders and files that the operator allowed, or ask them to allow this one.';
  if (message.includes('by the name')) return 'Ask the operator to give the database that name, and start the server again.';
  if (message.includes('password')) return 'Ask the operator to look at the name and password in its address.';
  if (message.includes('superuser')) return 'Ask for a role in that database that may only read, and have the operator use it.';
  return 'Ask the operator whether the database runs and lets this server in.';
};
