// Processes that do one thing and end: they read a file, or run what somebody wrote, where that harms nobody.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { problem } from '#contract';
import type { Log } from '#log';
import type { FromHelper, HelperOrder } from './messages.ts';

type Settings = { memoryLimit: string; threads: number; importDeadlineMs: number };
export type Helpers = {
  /** `name` is what sentences call it that is worked on. */
  ask(what: HelperOrder['do'], name: string): Promise<FromHelper>;
  close(): void;
};

export function openHelpers({ memoryLimit, threads, importDeadlineMs }: Settings, log: Log): Helpers {
  const running = new Set<() => void>();
  return {
    ask,
    close: () => {
      for (const kill of running) kill();
    },
  };

  function ask(what: HelperOrder['do'], name: string): Promise<FromHelper> {
    const order: HelperOrder = { memoryLimit, threads, do: what };
    const program = 'select' in what || 'gate' in what ? 'select-process' : 'import-process';
    return new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.resolve(`#analytics/engines/${program}`)), [JSON.stringify(order)], {
        env: {},
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const kill = () => child.kill('SIGKILL');
      running.add(kill);
      const late = setTimeout(() => {
        reject(problem('timeout', `${name} took longer than ${importDeadlineMs / 1000} s to load and was given up.`));
        kill();
      }, importDeadlineMs);
      child.on('message', (report: FromHelper) => resolve(report));
      child.on('error', kill);
      child.on('exit', (code, signal) => {
        clearTimeout(late);
        running.delete(kill);
        if (code !== 0) log.error('analytics.import_died', { code, signal });
        reject(problem('unavailable', `${name} could not be loaded: the process that read it ended early.`));
      });
    });
  }
}
