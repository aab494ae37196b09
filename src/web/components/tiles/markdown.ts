// A small, safe Markdown: text in, a tree out, never HTML. Headings, lists, emphasis, code, and links to web and mail addresses.
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'strong' | 'em'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; href: string; children: Inline[] };
export type Block =
  | { type: 'heading'; level: 2 | 3; children: Inline[] }
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'list'; ordered: boolean; items: Inline[][] }
  | { type: 'code'; text: string };

export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') i += 1;
    else if (line.startsWith('```')) {
      const end = lines.indexOf('```', i + 1);
      const last = end === -1 ? lines.length : end;
      blocks.push({ type: 'code', text: lines.slice(i + 1, last).join('\n') });
      i = last + 1;
    } else if (heading) {
      blocks.push({ type: 'heading', level: (heading[1] ?? '').length <= 2 ? 2 : 3, children: readInline(heading[2] ?? '') });
      i += 1;
    } else if (bullet.test(line)) {
      const items: Inline[][] = [];
      const ordered = /^\s*\d/.test(line);
      for (; i < lines.length && bullet.test(lines[i] ?? ''); i += 1)
        items.push(readInline((lines[i] ?? '').replace(bullet, '')));
      blocks.push({ type: 'list', ordered, items });
    } else {
      const start = i;
      while (i < lines.length && (i === start || !begins.test(lines[i] ?? ''))) i += 1;
      blocks.push({ type: 'paragraph', children: readInline(lines.slice(start, i).join(' ')) });
    }
  }
  return blocks;
}

const bullet = /^\s*(?:[-*+]|\d{1,3}[.)])\s+/;
/** What ends a paragraph. */
const begins = /^\s*$|^#{1,6}\s|^```|^\s*(?:[-*+]|\d{1,3}[.)])\s+/;

const patterns: [RegExp, (match: RegExpExecArray) => Inline][] = [
  [/`([^`]+)`/, ([, text = '']) => ({ type: 'code', text })],
  [/\*\*(\S(?:.*?\S)?)\*\*/, ([, text = '']) => ({ type: 'strong', children: readInline(text) })],
  [/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/, ([, text = '']) => ({ type: 'em', children: readInline(text) })],
  [/\[([^\]]+)\]\(([^)\s]+)\)/, ([whole, text = '', href = '']) => linkTo(href, readInline(text), whole)],
  [/https?:\/\/[^\s<>()"]+[^\s<>()".,;:!?]/, ([href]) => linkTo(href, [{ type: 'text', text: href }], href)],
];

/** Other addresses, `javascript:` first among them, stay the text they were. */
function linkTo(href: string, children: Inline[], whole: string): Inline {
  return /^(https?:\/\/|mailto:)/i.test(href) ? { type: 'link', href, children } : { type: 'text', text: whole };
}

function readInline(text: string): Inline[] {
  let first: { match: RegExpExecArray; make: (match: RegExpExecArray) => Inline } | undefined;
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { match, make };
  }
  if (!first) return text ? [{ type: 'text', text }] : [];
  const { match, make } = first;
  const before: Inline[] = match.index > 0 ? [{ type: 'text', text: text.slice(0, match.index) }] : [];
  return [...before, make(match), ...readInline(text.slice(match.index + match[0].length))];
}
