// Members as their project's admins read them.
import { expect, test } from 'vitest';
import { onApp } from './app.ts';

onApp('Members', (app) => {
  const did = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await app().ask(who, method, path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json;
  };

  test('a restricted member is said to see everything besides, through whichever group still gives it', async () => {
    const { vic, gus } = app().ids;
    const project = (await did('eve', 'post', '/projects', { name: 'Sales' })).id;
    const [outer, inner] = await Promise.all(
      ['Outer', 'Inner'].map(async (name) => (await did('ana', 'post', '/groups', { name })).id as string),
    );
    await did('ana', 'put', `/groups/${outer}/members/${inner}`, {});
    await did('ana', 'put', `/groups/${inner}/members/${vic}`, {});
    const member = (subject: string | undefined, body: object) =>
      did('eve', 'put', `/projects/${project}/members/${subject}`, body);
    const through = async (subject: string | undefined) =>
      (await did('eve', 'get', `/projects/${project}/members/${subject}`)).alsoThrough.map(
        ({ label }: { label: string }) => label,
      );
    await member(vic, { level: 'viewer', restricted: true });
    await member(gus, { level: 'viewer', restricted: true });
    expect(await through(vic)).toEqual([]);
    await member(outer, { level: 'viewer' });
    expect([await through(vic), await through(gus)]).toEqual([['Outer'], []]);
    // So does a group in a group, and one that is restricted itself gives nothing.
    await member(inner, { level: 'editor', restricted: true });
    expect([await through(inner), await through(vic)]).toEqual([['Outer'], ['Outer']]);
    await member(outer, { restricted: true });
    expect([await through(inner), await through(vic)]).toEqual([[], []]);
    await member(outer, { restricted: false });
    await did('ana', 'delete', `/groups/${outer}/members/${inner}`);
    expect([await through(inner), await through(vic)]).toEqual([[], []]);
    const list = (await did('eve', 'get', `/projects/${project}/members`)).items;
    expect(list.every(({ alsoThrough }: { alsoThrough: unknown[] }) => alsoThrough.length === 0)).toBe(true);
  });
});
