// Forward only, in the order of their names; one that was released is never edited.
import type { Migration } from 'kysely/migration';
import * as facts from './0001-facts.ts';
import * as signIn from './0002-sign-in.ts';
import * as asking from './0003-asking.ts';
import * as lists from './0004-lists.ts';
import * as keeping from './0005-keeping.ts';
import * as covering from './0006-covering.ts';
import * as search from './0007-search.ts';
import * as memory from './0008-memory.ts';
import * as viewAs from './0009-view-as.ts';
import * as opened from './0010-opened.ts';
import * as messages from './0011-messages.ts';
import * as reasons from './0012-reasons.ts';

export const migrations: Record<string, Migration> = {
  '0001-facts': facts,
  '0002-sign-in': signIn,
  '0003-asking': asking,
  '0004-lists': lists,
  '0005-keeping': keeping,
  '0006-covering': covering,
  '0007-search': search,
  '0008-memory': memory,
  '0009-view-as': viewAs,
  '0010-opened': opened,
  '0011-messages': messages,
  '0012-reasons': reasons,
};
