// What a dataset offers, beside what comes of it: changed on the left, seen on the right, always the real data.
import type { DefinitionOf } from '#contract';
import { DatasetPreview } from './dataset-preview.tsx';
import styles from './datasets.module.css';
import { DimensionFields } from './dimension-fields.tsx';
import { Faults } from './faults.tsx';
import { MeasureFields } from './measure-fields.tsx';
import type { TableColumn } from './suggest.ts';
import type { Check } from './use-check.ts';

type Definition = DefinitionOf<'dataset'>;
type Props = {
  check: Check;
  definition: Definition;
  /** As far as they are known before the server looked. */
  columns?: readonly TableColumn[];
  onChange: (definition: Definition) => void;
};

export function FieldsEditor({ check, definition, columns: known = [], onChange }: Props) {
  const { found, shown, show } = check;
  const faults = found?.faults ?? [];
  const editing = {
    fields: definition,
    columns: found && found.columns.length > 0 ? found.columns : known,
    faults,
    onChange: (fields: object) => onChange(kept({ ...definition, ...fields })),
  };
  return (
    <div className={styles.columns}>
      <div className={styles.editor}>
        <Faults faults={faults.filter(({ field }) => ['source', 'table', 'dataset'].includes(field))} />
        <MeasureFields {...editing} totals={found?.totals ?? []} />
        <DimensionFields {...editing} shown={shown} onShow={show} />
      </div>
      <DatasetPreview
        check={check}
        shown={definition.dimensions.find(({ name }) => name === shown)}
        onRows={() => show(undefined)}
      />
    </div>
  );
}

/** A dataset without a time says nothing of one. */
const kept = ({ time, ...rest }: Definition): Definition => ({ ...rest, ...(time && { time }) });
