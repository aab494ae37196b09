// Tiles that ask in the same moment go in one call: the server decides once, and answers each as soon as it is done.
import { linesOf } from '#client/client';
import { type Choices, Problem, type Result, runQuery } from '#contract';
import { asking } from './api.ts';

const run = linesOf(asking, runQuery);

type Waiting = { tile: string; signal: AbortSignal; resolve: (result: Result) => void; reject: (reason: unknown) => void };
const gathered = new Map<string, Waiting[]>();

export const askTile = (dashboard: string, tile: string, choices: Choices, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const key = JSON.stringify([dashboard, choices]);
    const waiting = gathered.get(key);
    if (waiting) return void waiting.push({ tile, signal, resolve, reject });
    gathered.set(key, [{ tile, signal, resolve, reject }]);
    setTimeout(() => {
      const all = gathered.get(key) ?? [];
      gathered.delete(key);
      void askAll(dashboard, choices, all);
    });
  });

const askAll = async (dashboard: string, choices: Choices, waiting: readonly Waiting[]): Promise<void> => {
  // The call ends when nobody waits for any of its answers any more.
  const call = new AbortController();
  let left = waiting.length;
  const leave = ({ signal, reject }: Waiting) => {
    reject(signal.reason);
    left -= 1;
    if (left === 0) call.abort();
  };
  for (const one of waiting) {
    if (one.signal.aborted) leave(one);
    else one.signal.addEventListener('abort', () => leave(one), { once: true });
  }
  try {
    const body = { tiles: waiting.map(({ tile }) => tile), choices };
    for await (const line of run({ params: { resource: dashboard }, body, signal: call.signal })) {
      const one = waiting.find(({ tile }) => tile === line.tile);
      if ('result' in line) one?.resolve(line.result);
      else one?.reject(new Problem(line.problem.code, line.problem.detail, line.problem.errors));
    }
    throw new Problem('unavailable', 'The server stopped before this was answered. Try again.');
  } catch (reason) {
    // Who was answered already doesn't hear of it.
    for (const { reject } of waiting) reject(reason);
  }
};
