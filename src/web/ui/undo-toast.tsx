// A sentence about what was done, with the way back.
import { notifications } from '@mantine/notifications';
import styles from './undo-toast.module.css';

export const sayUndo = (message: string, undo: () => void) => {
  const id = notifications.show({
    message: (
      <span className={styles.said}>
        {message}
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </button>
      </span>
    ),
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': 'Close' },
  });
};
