// Who sees a thing, worked out anew from what was given: asked for, because it takes a moment.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Level } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { proofQuery } from '../../data/reviews.ts';
import { Inline } from '../../ui/note.tsx';
import { people } from '../format.ts';
import { canDo } from '../sharing/words.ts';
import styles from './auditing.module.css';

export function Proof({ resource }: { resource: string }) {
  const [asked, setAsked] = useState(false);
  const proof = useQuery({ ...proofQuery(resource), enabled: asked });
  const differing =
    proof.data?.items.filter(({ decided, derived, explained }) => decided !== derived || decided !== explained) ?? [];
  return (
    <div className={styles.proof}>
      <Button
        variant="default"
        loading={proof.isFetching}
        onClick={() => {
          if (asked) void proof.refetch();
          setAsked(true);
        }}
      >
        Prove it
      </Button>
      {proof.data?.proven && (
        <Inline look="sight">
          Worked out anew from nothing but what was given: of {people(proof.data.people)} here {proof.data.items.length} can see
          it, and each just as the list and the reasons say.
        </Inline>
      )}
      {differing.length > 0 && (
        <Inline look="bad">
          This is not what the rule makes of what was given; tell whoever runs this server.
          <ul>
            {differing.map(({ subject, decided, derived, explained }) => (
              <li key={subject.id}>
                {subject.label}: {said(decided)} by the list, {said(derived)} by the rule, {said(explained)} by the reasons
              </li>
            ))}
          </ul>
        </Inline>
      )}
      {proof.isError && <Inline look="bad">{sentenceOf(proof.error)}</Inline>}
    </div>
  );
}

const said = (level: Level | null) => (level ? canDo[level].toLowerCase() : 'no access');
