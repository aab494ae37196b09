import styles from './rolling.module.css';

/** A count that rolls to its new value; figures are tabular, so the line around it stays put. */
export const Rolling = ({ children }: { children: string | number }) => (
  <span key={children} className={styles.roll}>
    {children}
  </span>
);
