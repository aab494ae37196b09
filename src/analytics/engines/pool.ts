// Query processes and the queue before them. A query has a process to itself while it runs, so whatever it does to that
// process it does to nobody else; one process more than may run at once stands by, warm, for the one that has to be killed.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { givenUp, type Problem, problem, type Value } from '#contract';
import type { Log } from '#log';
import type { FromQueryProcess, Job, QuerySettings, Refusal, ToQueryProcess } from './messages.ts';

export type PoolSettings = QuerySettings & { running: number; queueLength: number; deadlineMs: number };
/** The rows of each statement. */
export type Answer = { answers: Value[][][]; engineMs: number };
export type Pool = {
  run(job: Job, options?: { deadlineMs?: number; signal?: AbortSignal }): Promise<Answer>;
  /** As they are now, for whoever looks after the server. */
  processes(): { pid: number | undefined; state: State }[];
  close(): Promise<void>;
};

type Task = {
  readonly job: Job;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Problem | Unreadable) => void;
  readonly leave: () => void;
  requeued: number;
};
type State = 'starting' | 'idle' | 'busy' | 'stopping' | 'gone';
type Worker = {
  readonly process: ChildProcess;
  readonly warm: Set<string>;
  state: State;
  id: number;
  task: Task | null;
  started: boolean;
  timer?: NodeJS.Timeout;
};

/** How long a query that was told to stop may take to do so before its process is killed. */
const graceMs = 250;
/** A process that can't even start is tried again this much later. */
const restartMs = 1000;

/** How often a query may find its process dead before it began. */
const mostRequeued = 5;

/** The engine has no file or row left to give it; the caller may look whether the file changed. */
export class Unreadable extends Error {}

export function openPool(settings: PoolSettings, log: Log): Pool {
  const workers: Worker[] = [];
  const queue: Task[] = [];
  let closed = false;
  let lastId = 0;
  let failedStarts = 0;
  let restart: NodeJS.Timeout | undefined;

  for (let n = 0; n <= settings.running; n++) startWorker();
  return { run, processes: () => workers.map(({ process, state }) => ({ pid: process.pid, state })), close };

  function run(job: Job, { deadlineMs = settings.deadlineMs, signal }: Parameters<Pool['run']>[1] = {}): Promise<Answer> {
    if (closed) return Promise.reject(problem('unavailable', 'The server is shutting down.'));
    if (signal?.aborted) return Promise.reject(givenUp());
    if (queue.length >= settings.queueLength && !free())
      return Promise.reject(problem('unavailable', `${queue.length} queries are waiting already. Try again in a moment.`));
    return new Promise<Answer>((resolve, reject) => {
      const onAbort = () => stop(task, givenUp());
      // Whoever waits in the queue for as long as a query may run has waited long enough.
      const waited = setTimeout(() => {
        if (queue.includes(task))
          stop(
            task,
            problem('unavailable', `The query waited ${seconds(deadlineMs)} for others to finish. Try again in a moment.`),
          );
      }, deadlineMs);
      const leave = () => {
        clearTimeout(waited);
        signal?.removeEventListener('abort', onAbort);
      };
      const task: Task = { job, deadlineMs, signal, resolve, reject, leave, requeued: 0 };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.push(task);
      dispatch();
    });
  }

  /** A process for this database, best one that has it open, unless as many run as may. */
  function free(database = ''): Worker | undefined {
    const occupied = workers.filter(({ state }) => state === 'busy' || state === 'stopping').length;
    if (occupied >= settings.running) return undefined;
    const idle = workers.filter(({ state }) => state === 'idle');
    return idle.find(({ warm }) => warm.has(database)) ?? idle[0];
  }

  function dispatch() {
    for (let task = queue[0]; task; task = queue[0]) {
      const worker = free(task.job.database);
      if (!worker) return;
      queue.shift();
      give(worker, task);
    }
  }

  function give(worker: Worker, task: Task) {
    worker.id = ++lastId;
    worker.task = task;
    worker.state = 'busy';
    worker.started = false;
    worker.warm.add(task.job.database);
    worker.timer = setTimeout(() => {
      log.warn('analytics.query_stopped', { deadlineMs: task.deadlineMs });
      stop(task, problem('timeout', `The query took longer than ${seconds(task.deadlineMs)} and was stopped.`));
    }, task.deadlineMs);
    tell(worker, { do: 'run', id: worker.id, job: task.job });
  }

  /** The asker is answered at once; the process gets a moment to drop the query, then is killed. */
  function stop(task: Task, reason: Problem) {
    task.leave();
    task.reject(reason);
    const waiting = queue.indexOf(task);
    if (waiting >= 0) queue.splice(waiting, 1);
    const worker = workers.find((one) => one.task === task);
    if (!worker) return;
    clearTimeout(worker.timer);
    worker.task = null;
    worker.state = 'stopping';
    tell(worker, { do: 'interrupt', id: worker.id });
    worker.timer = setTimeout(() => {
      log.warn('analytics.process_killed', { graceMs });
      worker.process.kill('SIGKILL');
    }, graceMs);
  }

  function heard(worker: Worker, message: FromQueryProcess) {
    if (message.say === 'ready') {
      failedStarts = 0;
      worker.state = 'idle';
      return dispatch();
    }
    if (message.id !== worker.id) return;
    if (message.say === 'started') {
      worker.started = true;
      return;
    }
    clearTimeout(worker.timer);
    const { task } = worker;
    worker.task = null;
    worker.state = 'idle';
    task?.leave();
    if (message.say === 'answer') task?.resolve({ answers: message.answers, engineMs: message.engineMs });
    else {
      if (message.why === 'unreadable') worker.warm.clear();
      if (task && message.why !== 'too_large') log.warn('analytics.query_refused', { why: message.why, kind: message.kind });
      task?.reject(refused(message.why));
    }
    dispatch();
  }

  function startWorker() {
    const child = fork(fileURLToPath(import.meta.resolve('#analytics/engines/query-process')), [JSON.stringify(settings)], {
      // Nothing of the server's environment: it holds secrets.
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const worker: Worker = { process: child, warm: new Set(), state: 'starting', id: 0, task: null, started: false };
    workers.push(worker);
    child.on('message', (message: FromQueryProcess) => heard(worker, message));
    child.on('error', () => child.kill('SIGKILL'));
    child.on('exit', (code, signal) => left(worker, code, signal));
  }

  function left(worker: Worker, code: number | null, signal: NodeJS.Signals | null) {
    clearTimeout(worker.timer);
    workers.splice(workers.indexOf(worker), 1);
    const { task, state } = worker;
    worker.state = 'gone';
    worker.task = null;
    if (closed) return task?.reject(problem('unavailable', 'The server is shutting down.'));
    if (state !== 'stopping') log.error('analytics.process_died', { code, signal, state });
    if (task && !worker.started && task.requeued < mostRequeued) {
      // It never began: the process died of something else.
      task.requeued += 1;
      queue.unshift(task);
    } else if (task) {
      task.leave();
      task.reject(problem('failed', 'The query brought down the process that ran it. Others were not affected.'));
    }
    if (state === 'starting' && ++failedStarts > settings.running) return startLater();
    startWorker();
    dispatch();
  }

  function startLater() {
    for (const task of queue.splice(0)) {
      task.leave();
      task.reject(
        problem('unavailable', 'The query engine can’t start on this server. Its administrator finds the reason in the log.'),
      );
    }
    restart ??= setTimeout(() => {
      restart = undefined;
      while (workers.length <= settings.running) startWorker();
    }, restartMs);
  }

  async function close() {
    closed = true;
    clearTimeout(restart);
    for (const task of queue.splice(0)) {
      task.leave();
      task.reject(problem('unavailable', 'The server is shutting down.'));
    }
    await Promise.all(
      workers.map(
        ({ process, task }) =>
          new Promise<void>((gone) => {
            task?.leave();
            process.once('exit', () => gone());
            process.kill('SIGKILL');
          }),
      ),
    );
  }

  function tell(worker: Worker, message: ToQueryProcess) {
    // A process that can't be told is about to exit, and that is dealt with there.
    worker.process.send(message, () => {});
  }

  function refused(why: Refusal): Problem | Unreadable {
    switch (why) {
      case 'memory':
        return problem('too_large', `The query needs more than the ${settings.memoryLimit} of memory that one query may use.`);
      case 'too_large':
        return problem('too_large', 'The answer is too large. Ask for fewer rows or shorter texts.');
      case 'unreadable':
        return new Unreadable();
      case 'interrupted':
        return givenUp();
      case 'engine':
        return problem('failed', 'The query engine could not answer this query.');
    }
  }
}

const seconds = (ms: number) => `${ms / 1000} s`;
