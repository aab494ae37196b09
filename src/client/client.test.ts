import { describe, expect, test } from 'vitest';
import { Problem } from '#contract';
import { createClient } from './client.ts';

type Sent = { url: string; init: RequestInit };
const answering = (status: number, body: string, type = 'application/json') => {
  const sent: Sent[] = [];
  const fetching: typeof fetch = async (url, init) => {
    sent.push({ url: String(url), init: init ?? {} });
    return new Response(body, { status, headers: { 'content-type': type } });
  };
  return { sent, client: createClient({ baseUrl: 'http://sightline.example/', token: 'tok', fetch: fetching }) };
};
const problemOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const failure = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof Problem) return failure;
  throw new Error('it did not fail with a problem');
};

describe('the client', () => {
  test('fills the path, the query, the body and the version in', async () => {
    const { client, sent } = answering(200, '{"removed":true,"stillReaches":[]}');
    await client.removeMember({ params: { project: 'prj_1', subject: 'a/b' }, query: { force: true }, ifMatch: 7 });
    expect(sent[0]?.url).toBe('http://sightline.example/api/projects/prj_1/members/a%2Fb?force=true');
    expect(sent[0]?.init.method).toBe('DELETE');
    expect(sent[0]?.init.headers).toMatchObject({ authorization: 'Bearer tok', 'if-match': '"7"' });
  });

  test('leaves out what is undefined in a query', async () => {
    const { client, sent } = answering(200, '{"items":[],"next":null}');
    await client.listResources({ query: { q: undefined, limit: 5 } });
    expect(sent[0]?.url).toBe('http://sightline.example/api/resources?limit=5');
  });

  test('throws the problem that the server told, with its fields', async () => {
    const body = {
      type: 'about:blank',
      title: 'Bad',
      status: 400,
      code: 'invalid',
      detail: 'name is taken',
      errors: [{ field: 'name', message: 'is taken' }],
    };
    const { client } = answering(400, JSON.stringify(body), 'application/problem+json');
    const failure = await problemOf(client.getMe());
    expect(failure).toMatchObject({
      code: 'invalid',
      message: 'name is taken',
      errors: [{ field: 'name', message: 'is taken' }],
    });
  });

  test('makes a problem of an answer that is not ours', async () => {
    expect((await problemOf(answering(502, '<html>').client.getMe())).code).toBe('unavailable');
    expect((await problemOf(answering(200, '<html>').client.getMe())).code).toBe('failed');
  });

  test('a server that cannot be reached is unavailable, a call that was cancelled is not a problem', async () => {
    const client = createClient({ baseUrl: '', fetch: async () => Promise.reject(new TypeError('fetch failed')) });
    expect((await problemOf(client.getMe())).code).toBe('unavailable');
    const cancelled = await client.getMe({ signal: AbortSignal.abort() }).catch((error: unknown) => error);
    expect(cancelled).toBeInstanceOf(TypeError);
  });
});
