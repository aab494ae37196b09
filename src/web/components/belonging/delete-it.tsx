// Deleting a group or role: who loses what by it is read first.
import { Dialog } from '../../ui/dialog.tsx';
import { say } from '../../ui/toast.ts';
import type { Change } from './change.ts';
import { Consequence } from './consequence.tsx';

type Props = { name: string; children: string; change: Change; onClose: () => void; onDeleted: () => unknown };

export const DeleteIt = ({ name, children, change, onClose, onDeleted }: Props) => (
  <Dialog title={`Delete ${name}`} opened onClose={onClose} size={520}>
    <p>{children}</p>
    <Consequence
      changes={[change]}
      button="Delete"
      onLeave={onClose}
      onDone={() => {
        say(`${name} is deleted.`);
        return onDeleted();
      }}
    />
  </Dialog>
);
