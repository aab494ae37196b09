// What is wrong with one field, in a sentence, and where in a formula.
import type { Fault } from '#contract';
import styles from './datasets.module.css';

export const faultsOf = (faults: readonly Fault[], field: string): Fault[] =>
  faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`));

export function Faults({ faults, text }: { faults: readonly Fault[]; text?: string | undefined }) {
  return faults.map(({ field, message, position }) => (
    <div key={field} className={styles.fault} role="status">
      {message}
      {text !== undefined && position !== undefined && <Where text={text} position={position} />}
    </div>
  ));
}

/** The formula again, with the word at fault marked; at its end there is none to mark. */
function Where({ text, position }: { text: string; position: number }) {
  const word = /^(\w+|.)/.exec(text.slice(position))?.[0] ?? '';
  return (
    <code>
      {text.slice(0, position)}
      <mark>{word || ' '}</mark>
      {text.slice(position + word.length)}
    </code>
  );
}
