import { expect, test } from 'vitest';
import { agentInWords } from './agent.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test('browsers are told by the name that people know', () => {
  expect(agentInWords(`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/140.0 Safari/537.36`)).toBe('Chrome on Linux');
  expect(agentInWords(`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/140.0 Safari/537.36 Edg/140.0`)).toBe('Edge on Windows');
  expect(agentInWords('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605')).toBe(
    'Safari on macOS',
  );
});

test('anything else by its first word', () => {
  expect(agentInWords('sightline/0.1.0 node')).toBe('sightline');
  expect(agentInWords('')).toBe('Something that does not say what it is');
});
