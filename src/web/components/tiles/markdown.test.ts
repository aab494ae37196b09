import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from './markdown.ts';

const text = (value: string) => ({ type: 'text', text: value });

describe('the text of a tile', () => {
  test('has headings, paragraphs, lists and code', () => {
    expect(readMarkdown('# Strikes\nBirds and\nplanes.\n\n- one\n- two\n\n1. first\n\n```\na  b\n```')).toEqual([
      { type: 'heading', level: 2, children: [text('Strikes')] },
      { type: 'paragraph', children: [text('Birds and planes.')] },
      { type: 'list', ordered: false, items: [[text('one')], [text('two')]] },
      { type: 'list', ordered: true, items: [[text('first')]] },
      { type: 'code', text: 'a  b' },
    ]);
  });
  test('has emphasis, code and links', () => {
    expect(readMarkdown('**Bold** and *thin* and `x` and [FAA](https://faa.gov) at https://a.example/b.')).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'strong', children: [text('Bold')] },
          text(' and '),
          { type: 'em', children: [text('thin')] },
          text(' and '),
          { type: 'code', text: 'x' },
          text(' and '),
          { type: 'link', href: 'https://faa.gov', children: [text('FAA')] },
          text(' at '),
          { type: 'link', href: 'https://a.example/b', children: [text('https://a.example/b')] },
          text('.'),
        ],
      },
    ]);
  });
  test('leaves HTML, scripts and words with underscores as they stand', () => {
    expect(readMarkdown('<img onerror=x> [go](javascript:alert) snake_case_name')).toEqual([
      { type: 'paragraph', children: [text('<img onerror=x> '), text('[go](javascript:alert)'), text(' snake_case_name')] },
    ]);
  });
  test('reads anything and ends', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (any) => Array.isArray(readMarkdown(any))));
  });
});
