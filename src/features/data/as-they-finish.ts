/** What works answer, in the order in which they finish; at most `atOnce` run. Works must not throw. */
export async function* asTheyFinish<Answer>(
  works: readonly (() => Promise<Answer>)[],
  atOnce: number,
): AsyncGenerator<Answer, void, undefined> {
  const waiting = [...works];
  const running = new Map<object, Promise<{ of: object; answer: Answer }>>();
  const start = () => {
    const work = waiting.shift();
    if (work)
      running.set(
        work,
        work().then((answer) => ({ of: work, answer })),
      );
  };
  for (let n = 0; n < atOnce; n++) start();
  while (running.size > 0) {
    const { of, answer } = await Promise.race(running.values());
    running.delete(of);
    start();
    yield answer;
  }
}
