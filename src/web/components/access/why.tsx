// Every reason that somebody has access, strongest first; or why they have none.
import { useQuery } from '@tanstack/react-query';
import { explainQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Sightline } from './sightline.tsx';
import styles from './why.module.css';
import { reasonInWords, stopsOf } from './words.ts';

export function Why({ resource, subject, name }: { resource: string; subject: string; name: string }) {
  const explained = useQuery(explainQuery(resource, subject));
  const explanation = explained.data;
  return (
    <section className={styles.why} aria-label={`Why ${name} has access`}>
      {explained.isPending && <RowBones rows={2} />}
      {explained.isError && <p role="alert">{sentenceOf(explained.error)}</p>}
      {explanation?.reasons.map((reason, i) => {
        const words = reasonInWords(explanation, reason);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: reasons have an order and nothing else
          <div key={i} className={styles.reason}>
            <Sightline stops={stopsOf(explanation, reason)} label={words} />
            <p className={styles.words}>{words}</p>
          </div>
        );
      })}
      {explanation?.level === null && (
        <div>
          {(explanation.whyNot?.because ?? [`${name} has no access.`]).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
    </section>
  );
}
