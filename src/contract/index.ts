// The contract: what crosses the wire. Imports nothing but zod.
import './jitless.ts';

import * as access from './access.ts';
import * as asking from './asking.ts';
import * as audit from './audit.ts';
import * as behind from './behind.ts';
import * as data from './data.ts';
import * as datasets from './datasets.ts';
import * as exporting from './exporting.ts';
import * as favourites from './favourites.ts';
import * as history from './history.ts';
import * as lineage from './lineage.ts';
import * as notifications from './notifications.ts';
import * as organization from './organization.ts';
import * as projects from './projects.ts';
import * as reach from './reach.ts';
import * as resources from './resources.ts';
import * as review from './review.ts';
import type { Route } from './route.ts';
import * as session from './session.ts';
import * as sessions from './sessions.ts';
import * as sources from './sources.ts';
import * as subjects from './subjects.ts';
import * as tokens from './tokens.ts';
import * as uploads from './uploads.ts';
import * as versions from './versions.ts';
import * as viewAs from './view-as.ts';
import * as views from './views.ts';

export * from './access.ts';
export * from './answer.ts';
export * from './asking.ts';
export * from './audit.ts';
export * from './behind.ts';
export * from './data.ts';
export * from './datasets.ts';
export * from './definitions.ts';
export * from './exporting.ts';
export * from './favourites.ts';
export * from './history.ts';
export * from './ids.ts';
export * from './lineage.ts';
export * from './notifications.ts';
export * from './organization.ts';
export * from './page.ts';
export * from './problem.ts';
export * from './projects.ts';
export * from './query.ts';
export * from './reach.ts';
export * from './resources.ts';
export * from './review.ts';
export * from './route.ts';
export * from './session.ts';
export * from './sessions.ts';
export * from './sources.ts';
export * from './subjects.ts';
export * from './text.ts';
export * from './tokens.ts';
export * from './uploads.ts';
export * from './versions.ts';
export * from './view-as.ts';
export * from './views.ts';
export * from './words.ts';

const isRoute = (thing: unknown): thing is Route =>
  typeof thing === 'object' && thing !== null && 'method' in thing && 'path' in thing && 'answer' in thing;

/** Every route there is, in the order of the documentation. */
export const routes: readonly Route[] = [
  session,
  sessions,
  resources,
  favourites,
  versions,
  views,
  data,
  behind,
  datasets,
  lineage,
  sources,
  uploads,
  exporting,
  access,
  reach,
  projects,
  asking,
  notifications,
  subjects,
  tokens,
  organization,
  viewAs,
  history,
  audit,
  review,
].flatMap((file) => Object.values(file).filter(isRoute));
