// A dialog: named by its title, left by Escape, and what it opened from has the focus again afterwards.
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

type Props = {
  title: string;
  opened: boolean;
  onClose: () => void;
  size?: number | string;
  /** As large as the window; what is in it gets the room that is left. */
  filling?: boolean;
  children: ReactNode;
};

export const Dialog = ({ title, opened, onClose, size = 620, filling, children }: Props) => (
  <Modal.Root
    opened={opened}
    onClose={onClose}
    size={size}
    yOffset="6vh"
    fullScreen={filling === true}
    {...(filling && { classNames: { content: styles.filling, body: styles.room } })}
  >
    <Modal.Overlay />
    <Modal.Content>
      {/* Not Mantine's header: outside of everything else it would count as a second banner of the page. */}
      <div className={styles.head}>
        <Modal.Title>{title}</Modal.Title>
        <Modal.CloseButton aria-label="Close" />
      </div>
      <Modal.Body>{children}</Modal.Body>
    </Modal.Content>
  </Modal.Root>
);
