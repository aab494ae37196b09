// An alert, a report or a rule: what it is on, and who sees it.
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Resource } from '#contract';
import { ResourcePage } from '../components/resource-page.tsx';
import { kindWord } from '../components/sharing/words.ts';
import { resourceQuery, type ShownKind, subjectQuery } from '../data/queries.ts';
import { hasCode } from '../data/query-client.ts';
import { Bone } from '../ui/bones.tsx';
import { under } from './project-name.tsx';
import { resourceLink } from './resource-link.tsx';
import styles from './thing.module.css';
import { Viewing } from './viewing.tsx';

const pageOf = (kind: ShownKind) => () => (
  <Viewing kind={kind}>{(resource, me) => <Thing resource={resource} me={me} />}</Viewing>
);
export const AlertPage = pageOf('alert');
export const ReportPage = pageOf('report');
export const RulePage = pageOf('rule');

function Thing({ resource, me }: { resource: Resource; me: string }) {
  const { description } = resource;
  return (
    <ResourcePage resource={resource} me={me} under={under(resource.project, description)}>
      <dl className={styles.facts}>
        <Fact title="On">
          <On resource={resource} />
        </Fact>
        {resource.kind === 'rule' && <RuleFacts definition={resource.definition} />}
      </dl>
    </ResourcePage>
  );
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </>
);

const textsIn = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string');

function On({ resource: { kind, definition } }: { resource: Resource }) {
  const ids = textsIn(definition.on);
  const things = useQueries({ queries: ids.map((id) => resourceQuery(id)) });
  if (ids.length === 0) return `This ${kindWord[kind]} is on nothing yet.`;
  return (
    <ul className={styles.list}>
      {things.map(({ data, error }, at) => (
        <li key={ids[at]}>
          {data ? (
            <>
              {resourceLink(data, data.title)} <span className={styles.quiet}>{kindWord[data.kind]}</span>
            </>
          ) : error ? (
            hasCode(error, 'not_found') ? (
              'Something that you can’t see'
            ) : (
              'It could not be loaded'
            )
          ) : (
            <Bone width={160} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Which rows it leaves, and to whom. */
function RuleFacts({ definition }: { definition: Resource['definition'] }) {
  const [clause] = textsIn(definition.clause);
  const subjects = textsIn(definition.subjects);
  const base = definition.type === 'base';
  return (
    <>
      <Fact title={base ? 'Holds for everyone except' : 'Holds for'}>
        {subjects.length === 0 ? (
          'Everyone'
        ) : (
          <ul className={styles.list}>
            {subjects.map((id) => (
              <li key={id}>
                <SubjectName id={id} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact title="Leaves only rows where">{clause ? <code>{clause}</code> : 'Every row: it has no condition yet'}</Fact>
    </>
  );
}

function SubjectName({ id }: { id: string }) {
  const { data, error } = useQuery(subjectQuery(id));
  if (error) return 'Somebody who is not here any more';
  return data ? data.name : <Bone width={120} />;
}
