// Every reason that somebody has access, strongest first; or why they have none.
import { useQuery } from '@tanstack/react-query';
import type { Explanation } from '#contract';
import { explainQuery } from '../../data/queries.ts';
import { sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { ViewAsButton } from '../view-as/view-as-button.tsx';
import { Sightline } from './sightline.tsx';
import styles from './why.module.css';
import { WhyNot } from './why-not.tsx';
import { reasonInWords, stopsOf } from './words.ts';

type Props = {
  resource: string;
  subject: string;
  name: string;
  me: string;
  /** Where the list itself holds every reason: of groups and roles, which nobody is in the way people are. */
  known?: Explanation | undefined;
};

/** Ids begin with what they are of. */
const kindOfId = (id: string) => (id.startsWith('usr_') ? 'user' : id.startsWith('grp_') ? 'group' : 'role');

export function Why({ resource, subject, name, me, known }: Props) {
  const explained = useQuery({ ...explainQuery(resource, subject), enabled: !known });
  const explanation = known ?? explained.data;
  return (
    <section
      className={styles.why}
      aria-label={explanation?.level === null ? `Why ${name} has no access` : `Why ${name} has access`}
    >
      {!known && explained.isPending && <RowBones rows={2} />}
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
      {explanation?.level && (
        <div>
          <ViewAsButton compact subject={{ id: subject, kind: kindOfId(subject), label: name }} at={location.pathname} />
        </div>
      )}
      {explanation?.level === null && <WhyNot explanation={explanation} me={me} />}
    </section>
  );
}
