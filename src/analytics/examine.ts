// What of a dataset can't be worked out over its table. Each dimension and measure is looked at on its own, so that one fault
// hides no other.
import { Problem } from '#contract';
import { checkFormula, measureSetting } from './compile.ts';
import { dimensionOperand } from './dimension.ts';
import type { Ground } from './ground.ts';
import { measureOperand } from './measure.ts';
import type { DatasetPlan } from './plan.ts';
import { isTime } from './wanted.ts';

/** `field`: where in the definition; `position`: at which letter of a formula, from 0. */
export type Fault = { field: string; message: string; position?: number };

export function examine(dataset: DatasetPlan, ground: Ground): Fault[] {
  const { dimensions, measures, time } = dataset;
  const setting = measureSetting(dataset, ground);
  const names = [...dimensions, ...measures].map(({ name }) => name);
  const taken = (name: string, at: number) => names.indexOf(name) < at;
  const faults: Fault[] = [];
  for (const [at, dimension] of dimensions.entries()) {
    const field = `dimensions.${at}`;
    if (taken(dimension.name, at)) faults.push(twice(field, dimension.name));
    else faults.push(...faultOf(`${field}.column`, () => dimensionOperand(ground, dimension)));
  }
  for (const [at, measure] of measures.entries()) {
    const field = `measures.${at}`;
    const { name, expression } = measure;
    const misspelt = expression === undefined ? null : checkFormula(dataset, ground, name, expression);
    if (taken(name, dimensions.length + at)) faults.push(twice(field, name));
    else if (misspelt) faults.push(asFault(`${field}.expression`, misspelt.problem, misspelt.position));
    else faults.push(...faultOf(field, () => measureOperand(measure, setting)));
  }
  const named = dimensions.find(({ name }) => name === time);
  if (time !== undefined && !(named && isTime(named)))
    faults.push(asFault('time', `“${time}” is not a dimension of this dataset that holds times.`));
  return faults;
}

const twice = (field: string, name: string) => asFault(`${field}.name`, `The name “${name}” is there twice.`);
const asFault = (field: string, message: string, position?: number): Fault => ({
  field,
  message,
  ...(position !== undefined && { position }),
});

function faultOf(field: string, work: () => unknown): Fault[] {
  try {
    work();
    return [];
  } catch (failure) {
    if (failure instanceof Problem) return [asFault(field, failure.message)];
    throw failure;
  }
}
