// The lists of a review as files: page by page, each a line.
import type { Principal } from '#access';
import type {
  AnswerOf,
  Ending,
  exportEnding as exportEndingRoute,
  exportOutsiders as exportOutsidersRoute,
  exportUnused as exportUnusedRoute,
  Held,
  listOrphans as listOrphansRoute,
  QueryOf,
  Subject,
  Unused,
} from '#contract';
import type { StoreDeps } from '../deps.ts';
import { type CsvFile, lineOf } from '../exporting/index.ts';
import { listOrphans } from '../handover/index.ts';
import { listEnding } from './ending.ts';
import { listGuests } from './guests.ts';
import { listOutsiders } from './outsiders.ts';
import { listUnused } from './unused.ts';

type Page<Item> = { items: Item[]; next: string | null };
type Orphan = AnswerOf<typeof listOrphansRoute>['items'][number];
type Turned = { limit: number; cursor?: string };

export const exportOutsiders = (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof exportOutsidersRoute> },
): Promise<CsvFile> =>
  file('outsiders', [...who, ...thing, 'through'], heldCells, (turned) =>
    listOutsiders(deps, principal, { query: { ...query, ...turned } }),
  );

export const exportGuests = (deps: StoreDeps, principal: Principal): Promise<CsvFile> =>
  file('guests', [...who, ...thing, 'through'], heldCells, (turned) => listGuests(deps, principal, { query: turned }));

export const exportEnding = (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof exportEndingRoute> },
): Promise<CsvFile> =>
  file('ending', ['what', ...who, ...thing, 'in', 'in id', ...terms], endingCells, (turned) =>
    listEnding(deps, principal, { query: { ...query, ...turned } }),
  );

export const exportUnused = (
  deps: StoreDeps,
  principal: Principal,
  { query }: { query: QueryOf<typeof exportUnusedRoute> },
): Promise<CsvFile> =>
  file('unused', ['what', ...who, ...thing, ...terms, 'last opened'], unusedCells, (turned) =>
    listUnused(deps, principal, { query: { ...query, ...turned } }),
  );

export const exportOrphans = (deps: StoreDeps, principal: Principal): Promise<CsvFile> =>
  file(
    'no-editor-left',
    ['kind', 'name', 'title', 'id'],
    ({ kind, name, title, id }: Orphan) => [kind, name, title, id],
    (turned) => listOrphans(deps, principal, { query: turned }),
  );

/** What is asked wrongly is refused before the first line. */
const file = async <Item>(
  name: string,
  columns: string[],
  cells: (item: Item) => string[],
  pageOf: (turned: Turned) => Promise<Page<Item>>,
): Promise<CsvFile> => {
  const first = await pageOf({ limit });
  return { name: `${name}.csv`, text: lines(columns, cells, first, pageOf), more: false };
};
const limit = 200;

async function* lines<Item>(
  columns: string[],
  cells: (item: Item) => string[],
  first: Page<Item>,
  pageOf: (turned: Turned) => Promise<Page<Item>>,
): AsyncGenerator<string, void, undefined> {
  yield lineOf(columns);
  for (let page = first; ; page = await pageOf({ limit, cursor: page.next })) {
    yield page.items.map((item) => lineOf(cells(item))).join('');
    if (page.next === null) return;
  }
}

const who = ['who', 'address', 'who id'];
const thing = ['project', 'thing', 'title', 'thing id', 'level'];
const terms = ['ends', 'given by', 'given on'];

const whoCells = (subject: Subject) => [subject.label, subject.kind === 'user' ? subject.detail : '', subject.id];
const thingCells = ({ resource, level }: Pick<Ending, 'resource' | 'level'>) =>
  resource
    ? [resource.project.name, `${resource.kind}:${resource.name}`, resource.title, resource.id, level ?? '']
    : ['', '', '', '', ''];
const termCells = ({ expiresAt, given }: Pick<Unused, 'expiresAt' | 'given'>) => [
  expiresAt ?? '',
  given.by?.label ?? '',
  given.at,
];

const heldCells = (held: Held) => [...whoCells(held.subject), ...thingCells(held), held.kinds.join(', ')];
const endingCells = (ending: Ending) => [
  ending.what,
  ...whoCells(ending.subject),
  ...thingCells(ending),
  ending.in?.label ?? '',
  ending.in?.id ?? '',
  ...termCells(ending),
];
const unusedCells = (unused: Unused) => [
  unused.what,
  ...whoCells(unused.subject),
  ...thingCells(unused),
  ...termCells(unused),
  unused.lastOpened ?? '',
];
