// The server looks at a dataset while one types: a moment after the last letter, and never at what was typed over.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DatasetCheck, DefinitionOf } from '#contract';
import { checkQuery } from '../../data/queries.ts';

export type Place = { project: string } | { dataset: string };
export type Check = {
  found: DatasetCheck | undefined;
  error: unknown;
  waiting: boolean;
  /** The dimension whose values are looked at. */
  shown: string | undefined;
  show: (name: string | undefined) => void;
  /** Runs the SELECT as it stands now. */
  run: () => void;
  /** It was run as it stands. */
  ran: boolean;
  /** What was written here can't be worked out: it isn't to be saved so. (A column that is gone is no reason to lose the rest.) */
  miswritten: boolean;
};

export function useCheck(place: Place, definition: DefinitionOf<'dataset'>): Check {
  const [shown, show] = useState<string>();
  const [ranText, setRanText] = useState<string>();
  const ran = definition.sql !== undefined && ranText === definition.sql;
  // Equal definitions are one question, whoever made the object.
  const text = JSON.stringify(definition);
  const [settled] = useDebouncedValue(text, 350);
  const asked = useMemo(() => JSON.parse(settled) as Record<string, unknown>, [settled]);
  const answer = useQuery({
    ...checkQuery(place, asked, shown, ran && asked.sql === ranText),
    enabled: asked.sql !== '',
    placeholderData: keepPreviousData,
  });
  const miswritten = answer.data?.faults.some(({ field }) => /expression$|name$|^sql$|^time$/.test(field)) ?? false;
  const waiting = settled !== text || answer.isFetching;
  const run = () => setRanText(definition.sql);
  return { found: answer.data, error: answer.error, waiting, shown, show, run, ran, miswritten };
}
