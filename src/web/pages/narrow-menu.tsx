// What stands at the side of a wide window, on a telephone.
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './shell.module.css';

type Props = { open: boolean; onClose: () => void; children: ReactNode };

export default function NarrowMenu({ open, onClose, children }: Props) {
  return (
    <Drawer.Root opened={open} onClose={onClose} size={264}>
      <Drawer.Overlay />
      <Drawer.Content aria-label="Menu">
        <div className={styles.drawer}>
          <Drawer.CloseButton aria-label="Close" />
          {children}
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
