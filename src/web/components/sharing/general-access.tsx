// Whether the project's members see it without being added. Closing it says first who would lose it.
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { Access, Preview, Resource, GeneralAccess as Setting } from '#contract';
import { api } from '../../data/api.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { listing, people } from '../format.ts';
import styles from './general-access.module.css';
import { StaleList, useAccessChange } from './use-access-change.ts';
import { kindWord } from './words.ts';

export function GeneralAccess({ resource, access, me }: { resource: Resource; access: Access; me: string }) {
  const id = useId();
  const change = useAccessChange(resource.id, me);
  const [losing, setLosing] = useState<Preview | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const project = resource.project.title;

  const set = (setting: Setting) => {
    setLosing(null);
    change.mutate(
      { generalAccess: setting },
      {
        onSuccess: (after) =>
          say(
            after.note ??
              (setting === 'private'
                ? `Only people added can open “${resource.title}” now.`
                : `Everyone in ${project} can open “${resource.title}” now.`),
          ),
      },
    );
  };
  const choose = async (setting: Setting) => {
    if (setting === access.generalAccess) return setLosing(null);
    setFailure(null);
    try {
      const preview = await api.patchAccess({
        params: { resource: resource.id },
        query: { preview: true },
        body: { generalAccess: setting },
      });
      if ('counts' in preview && preview.counts.losses > 0) setLosing(preview);
      else set(setting);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };

  const shown: Setting = losing ? 'private' : access.generalAccess;
  const option = (setting: Setting, label: string, detail: string) => (
    <div className={styles.choice}>
      <input
        type="radio"
        id={`${id}-${setting}`}
        name={id}
        checked={shown === setting}
        disabled={change.isPending}
        aria-describedby={`${id}-${setting}-detail`}
        onChange={() => void choose(setting)}
      />
      <label htmlFor={`${id}-${setting}`}>{label}</label>
      <span id={`${id}-${setting}-detail`} className={styles.detail}>
        {detail}
      </span>
    </div>
  );
  const problem = change.error ?? failure;

  return (
    <div className={styles.group}>
      <h2 id={`${id}-title`}>General access</h2>
      <div role="radiogroup" aria-labelledby={`${id}-title`} className={styles.group}>
        {option('private', 'Only people added', `Those on the list below, and who administers ${project}`)}
        {option(
          'project',
          `Everyone in ${project}`,
          `Its members find this ${kindWord[resource.kind]} and have here what they have in the project`,
        )}
      </div>
      {losing && (
        <Inline look="sight">
          <div className={styles.confirm}>
            <span>{lossesInWords(losing)}</span>
            <span className={styles.buttons}>
              <Button variant="default" onClick={() => setLosing(null)}>
                Keep it open
              </Button>
              <Button onClick={() => set('private')}>Only people added</Button>
            </span>
          </div>
        </Inline>
      )}
      {problem && (
        <Inline look={problem instanceof StaleList ? 'sight' : 'bad'}>
          {problem instanceof StaleList ? problem.message : sentenceOf(problem)}
        </Inline>
      )}
    </div>
  );
}

function lossesInWords(preview: Preview): string {
  const { losses } = preview.counts;
  const gone = preview.losses.filter((loss) => loss.to === null).map((loss) => loss.subject.label);
  if (gone.length === 0) return `${people(losses)} will be able to do less here.`;
  return gone.length <= 3 && gone.length === losses
    ? `${listing(gone)} will not see this any more.`
    : `${people(losses)} will lose access: ${listing(gone, 3)}.`;
}
