// What the parts of definitions are called. Pure.
const words: Record<string, string> = {
  type: 'Kind',
  query: 'What it asks',
  sql: 'SQL',
  limit: 'Most rows',
  aggregate: 'Worked out as',
  expression: 'Formula',
  where: 'Only rows where',
  filter: 'Only where',
  fill: 'Gaps filled',
  derive: 'Worked out besides',
  others: 'All others together',
  grain: 'By',
  horizontal: 'Lying down',
  descending: 'Greatest first',
};

export const wordOf = (key: string): string => {
  const known = words[key];
  if (known !== undefined) return known;
  // Labels stay as they are written; keys are made of camels.
  if (!/^[a-z]+([A-Z][a-z]+)*$/.test(key)) return key;
  const spaced = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
};
