// Who reaches what, and why. What is chosen decides what is asked, and all of it stands in the address.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from '../components/auditing/auditing.module.css';
import { Compared, type Show } from '../components/auditing/compared.tsx';
import { PickSomebody, PickThing } from '../components/auditing/pick.tsx';
import { Proof } from '../components/auditing/proof.tsx';
import { WhoSees } from '../components/auditing/who-sees.tsx';
import { runsInWords } from '../components/auditing/words.ts';
import type { Search } from '../components/filters/chosen.ts';
import { Changes } from '../components/history/changes.tsx';
import { Reached } from '../components/person/reached.tsx';
import { Why } from '../components/sharing/why.tsx';
import { canDo } from '../components/sharing/words.ts';
import { explainQuery, meQuery, subjectQuery } from '../data/queries.ts';
import { Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { links } from './access-links.tsx';
import { isListed, Review } from './access-lists.tsx';
import { AccessTabs } from './access-tabs.tsx';
import { resourceLink } from './resource-link.tsx';

export function AccessPage() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (changed: Record<string, string | readonly string[] | undefined>) =>
    void navigate({
      to: '/access',
      search: (old: Search) =>
        Object.fromEntries(
          Object.entries({ ...old, ...changed }).flatMap(([key, value]) =>
            value === undefined || value.length === 0 ? [] : [[key, typeof value === 'string' ? [value] : value]],
          ),
        ),
      replace: true,
    });
  const list = search.list?.[0];
  return (
    <Page title="Access" under="Who reaches what, why, and since when">
      <AccessTabs current={isListed(list) ? list : 'explore'} />
      {isListed(list) ? <Review list={list} search={search} set={set} /> : <Explorer search={search} set={set} />}
    </Page>
  );
}

export type Setting = { search: Search; set: (changed: Record<string, string | readonly string[] | undefined>) => void };

function Explorer({ search, set }: Setting) {
  const { data: me } = useSuspenseQuery(meQuery);
  const [who, and, thing, at] = [search.who?.[0], search.and?.[0], search.thing?.[0], search.at?.[0]];
  const { data: about } = useQuery({ ...explainQuery(thing ?? '', me.user.id), enabled: thing !== undefined, retry: false });
  const title = about?.resource.title ?? 'Something you can’t see';
  const names = { who: useName(who), and: useName(and), thing: thing && title };
  return (
    <>
      <div className={styles.picks}>
        <PickSomebody label="Who" placeholder="A person or a group" chosen={names.who} onChoose={(id) => set({ who: id })} />
        <PickThing
          label="What"
          placeholder="Anything that can be shared"
          chosen={names.thing}
          onChoose={(id) => set({ thing: id, at: undefined })}
        />
        {!thing && (
          <PickSomebody
            label="Compared with"
            placeholder="Another person or group"
            chosen={names.and}
            onChoose={(id) => set({ and: id })}
          />
        )}
      </div>
      {who && thing && <Between key={`${who} ${thing}`} who={who} name={names.who} thing={thing} me={me.user.id} />}
      {who && !thing && and && (
        <Compared
          one={who}
          other={and}
          show={showIn(search)}
          onShow={(show) => set({ show: show === 'all' ? undefined : show })}
          link={(resource, children) => resourceLink(resource, children)}
        />
      )}
      {who && !thing && !and && (
        <Part title={`What ${names.who ?? 'they'} ${who === me.user.id ? 'reach' : 'reaches'}`}>
          <Reached
            key={who}
            user={who}
            name={names.who ?? 'they'}
            me={me.user.id}
            empty="Nothing that you may know of."
            link={resourceLink}
          />
        </Part>
      )}
      {!who && thing && (
        <>
          <WhoSees
            resource={thing}
            title={names.thing ?? '…'}
            at={at}
            onDay={(day) => set({ at: day })}
            link={links.subject}
            why={links.why}
          />
          {about && <p className={styles.about}>{runsInWords(about.resource.kind)}</p>}
          <Proof key={`proof ${thing}`} resource={thing} />
          <Part title="What changed, and who changed it">
            <Changes key={thing} resource={thing} mayUndo={!me.viewAs} />
          </Part>
        </>
      )}
      {!who && !thing && (
        <Note title="Choose somebody, something, or both">
          Somebody shows what they reach; something, who sees it and what changed; both, why or why not. Two people stand side by
          side.
        </Note>
      )}
    </>
  );
}

const showIn = (search: Search): Show => (['both', 'one', 'other'] as const).find((show) => show === search.show?.[0]) ?? 'all';

const useName = (id: string | undefined) => {
  const { data } = useQuery({ ...subjectQuery(id ?? ''), enabled: id !== undefined });
  return id && data?.name;
};
function Between({ who, name, thing, me }: { who: string; name: string | undefined; thing: string; me: string }) {
  const { data } = useQuery(explainQuery(thing, who));
  return (
    <Part title={data ? `${data.subject.label} and “${data.resource.title}”` : 'Why, or why not'}>
      {data && (
        <p className={styles.verdict} role="status">
          {data.level ? canDo[data.level] : 'No access'}
        </p>
      )}
      <Why resource={thing} subject={who} name={name ?? 'they'} me={me} />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
