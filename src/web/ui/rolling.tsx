import styles from './rolling.module.css';

/** Counts that roll to their new values, also inside a sentence; figures are tabular, so what stands around them stays put. */
export const Rolling = ({ children }: { children: string | number }) => (
  <span>
    {String(children)
      .split(/(\d[\d,.]*\d|\d)/)
      .map((part, at) =>
        at % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its place and its value, so that a new value rolls
          <span key={`${at} ${part}`} className={styles.roll}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
  </span>
);
