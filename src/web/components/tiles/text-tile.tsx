import type { ReactNode } from 'react';
import { type Block, type Inline, readMarkdown } from './markdown.ts';
import styles from './text-tile.module.css';

export const TextTile = ({ text }: { text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className={styles.text} tabIndex={0} aria-label="Text">
    {readMarkdown(text).map((block, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole each time
      <BlockOf key={i} block={block} />
    ))}
  </section>
);

function BlockOf({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading':
      return block.level === 2 ? <h2>{inlines(block.children)}</h2> : <h3>{inlines(block.children)}</h3>;
    case 'paragraph':
      return <p>{inlines(block.children)}</p>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole each time
      const items = block.items.map((item, i) => <li key={i}>{inlines(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

const inlines = (parts: readonly Inline[]): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole each time
  parts.map((part, i) => <InlineOf key={i} part={part} />);

function InlineOf({ part }: { part: Inline }) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return <strong>{inlines(part.children)}</strong>;
    case 'em':
      return <em>{inlines(part.children)}</em>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noreferrer noopener">
          {inlines(part.children)}
        </a>
      );
  }
}
